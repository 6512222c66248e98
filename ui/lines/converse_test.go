package lines

import (
	"bufio"
	"bytes"
	"errors"
	"strings"
	"testing"
)

// FuzzReadLine holds that what comes on a line's input is read line by line to
// its end, and never more of one than there is room for, also where a letter in
// Latin-1 becomes two bytes.
func FuzzReadLine(f *testing.F) {
	for _, in := range []string{"board\n", "idea \"x\"\r\nquit\r\n", "", "\n\n", "no end", strings.Repeat("x", maxLine+10) + "\nboard\n", strings.Repeat("\xe5", maxLine-1) + "\n"} {
		f.Add([]byte(in))
	}
	f.Fuzz(func(t *testing.T, in []byte) {
		r := bufio.NewReaderSize(bytes.NewReader(in), maxLine)
		for n := 0; ; n++ {
			line, err := readLine(r)
			if len(line) > maxLine || strings.ContainsAny(line, "\n") {
				t.Fatalf("a line of %d bytes", len(line))
			}
			if err != nil && !errors.Is(err, errLongLine) {
				return
			}
			if n > bytes.Count(in, []byte("\n")) {
				t.Fatal("there are more lines than were sent")
			}
		}
	})
}
