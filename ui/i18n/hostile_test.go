package i18n

import (
	"strings"
	"testing"

	"verkstad/model/text"
	"verkstad/model/text/hostile"
)

// TestNoValueBringsAControl holds that what is put into a sentence, a file's
// name or a parser's complaint, can be shown on any terminal.
func TestNoValueBringsAControl(t *testing.T) {
	for _, h := range hostile.Texts() {
		for _, said := range []string{For("sv").T("export.done", "Where", h.Text), For("en").T("export.done", "Where", []byte(h.Text)), For("en").N("unit.ideas", 2, "N", h.Text)} {
			if text.Draw(said) != said || strings.Contains(said, "\x1b") {
				t.Errorf("%s: says %q", h.Name, said)
			}
		}
	}
}
