package text

import "strings"

// Pairs reads a list of pairs "said=meant", parted by white space.
func Pairs(list string) map[string]string {
	out := map[string]string{}
	for _, p := range strings.Fields(list) {
		said, meant, _ := strings.Cut(p, "=")
		out[said] = meant
	}
	return out
}
