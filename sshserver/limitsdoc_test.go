package sshserver

import (
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"
)

// docs/trust.md has a row for every limit, with the value that it has.
func TestTheLimitsAreDocumentedAsTheyAre(t *testing.T) {
	raw, err := os.ReadFile(filepath.Join("..", "docs", "trust.md"))
	if err != nil {
		t.Fatal(err)
	}
	doc := string(raw)
	limits := reflect.ValueOf(DefaultLimits())
	for i := range limits.NumField() {
		row := fmt.Sprintf("| `%s` | %v |", limits.Type().Field(i).Name, limits.Field(i).Interface())
		if !strings.Contains(doc, row) {
			t.Errorf("docs/trust.md should have the row %s …", row)
		}
	}
	if want, rows := limits.NumField(), len(regexp.MustCompile("(?m)^\\| `[A-Z]\\w+` \\|").FindAllString(doc, -1)); rows != want {
		t.Errorf("docs/trust.md has %d rows of limits, there are %d limits", rows, want)
	}
}
