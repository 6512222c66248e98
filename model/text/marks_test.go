package text

import "testing"

func TestHasMark(t *testing.T) {
	for name, want := range map[string]bool{
		"Pb (written by Pe)": true, "Pb WRITTEN  BY Pe": true, "Pb (ｗｒｉｔｔｅｎ by Pe)": true, "Pb, skrivet av Pe": true, "Bo (inte bekräftat)": true, "Pb (writt\u0435n by Pe)": true, "Pb (wr1tten by Pe)": true, "Pb (written\u00adby Pe)": true,
		"Bo (kommunen)": false, "Skriver Berg": false, "Byn Avesta": false, "": false,
	} {
		if got := HasMark(name); got != want {
			t.Errorf("%q: %v", name, got)
		}
	}
}

func TestUnmarked(t *testing.T) {
	for s, want := range map[string]string{"Bo (kommunen)": "Bo [kommunen]", "Bo（x）": "Bo[x]", "Bo": "Bo", "": ""} {
		if got := Unmarked(s); got != want {
			t.Errorf("%q is %q, want %q", s, got, want)
		}
	}
	for s, want := range map[string]string{
		"Kafé (lördagar) för alla": "Kafé (lördagar) för alla", "Kafé (hidden)": "Kafé [hidden]", "Kafé (a) (hidden).": "Kafé [a] [hidden].", "Kafé (hidden ) ": "Kafé [hidden ] ", "": "",
	} {
		if got := UnmarkedEnd(s); got != want {
			t.Errorf("%q is %q, want %q", s, got, want)
		}
	}
}
