package sshclient

import "testing"

// TestQuoteIsWhatAShellReads holds that words with spaces, quotes and signs of
// the shell stay one word each.
func TestQuoteIsWhatAShellReads(t *testing.T) {
	got := quote([]string{"idea", "it's $HOME; `ls`", ""})
	if want := `'idea' 'it'\''s $HOME; ` + "`ls`" + `' ''`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
