// Package screen names words in every way that the scan must see.
package screen

var table = []string{"home.table"}

func view(w words, code string) []string {
	return []string{
		w.T("home.welcome", "Name", "x"),
		w.N("home.left", 3),
		w.T("error." + code + ".long"),
		w.T(table[0]),
	}
}
