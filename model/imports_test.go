package model_test

import (
	"os/exec"
	"strings"
	"testing"
)

// TestImportsRunOneWay holds the house's drawing: model knows nobody, store
// and ui know model, sshserver knows ui and model, main knows all.
func TestImportsRunOneWay(t *testing.T) {
	if testing.Short() {
		t.Skip("asks the go command")
	}
	forbidden := map[string][]string{
		"verkstad/model/...":     {"verkstad/store", "verkstad/ui", "verkstad/sshserver", "os", "net", "math/rand", "crypto/rand"},
		"verkstad/store/...":     {"verkstad/ui", "verkstad/sshserver"},
		"verkstad/ui/...":        {"verkstad/store", "verkstad/sshserver"},
		"verkstad/sshserver/...": {"verkstad/store"},
	}
	for from, not := range forbidden {
		out, err := exec.Command("go", "list", "-f", `{{.ImportPath}}{{range .Imports}} {{.}}{{end}}`, from).CombinedOutput()
		if err != nil {
			t.Fatalf("go list %s: %v\n%s", from, err, out)
		}
		for line := range strings.Lines(string(out)) {
			fields := strings.Fields(line)
			for _, imported := range fields[1:] {
				for _, bad := range not {
					if imported == bad || strings.HasPrefix(bad, "verkstad/") && strings.HasPrefix(imported, bad+"/") {
						t.Errorf("%s imports %s", fields[0], imported)
					}
				}
			}
		}
	}
}
