package store_test

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"verkstad/model"
	"verkstad/store"
)

// verifier is the program in docs/log.md, on disk.
func verifier(t *testing.T) string {
	t.Helper()
	doc, err := os.ReadFile(filepath.Join("..", "docs", "log.md"))
	if err != nil {
		t.Fatal(err)
	}
	program := regexp.MustCompile("(?s)```python\n(.*?)```").FindSubmatch(doc)
	if program == nil {
		t.Fatal("docs/log.md has no program")
	}
	file := filepath.Join(t.TempDir(), "verify.py")
	if err := os.WriteFile(file, program[1], 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

// verify runs the program over a log.
func verify(t *testing.T, program string, log []byte) (said string, err error) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "log.jsonl")
	if err := os.WriteFile(file, log, 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command("python3", program, file).CombinedOutput()
	return strings.TrimSpace(string(out)), err
}

func TestAnExportedLogIsVerifiedWithoutVerkstad(t *testing.T) {
	if err := exec.Command("python3", "-c", "").Run(); err != nil {
		t.Skipf("no python3 to verify with: %v", err)
	}
	s := open(t, t.TempDir(), quiet)
	l := begin(t, s)
	for _, text := range []string{"Verktygspool", "<Å> & \u2028 ö \"citat\"", "💡 snedstreck \\ slut"} {
		must(t, l, model.Host, model.AddIdea{Text: text})
	}
	for _, keep := range model.Keeps {
		a, _ := voteBy(t, l, model.OpenRound{Dots: 2, Keep: keep})
		for i := range 3 {
			p := join(t, l, fmt.Sprintf("Väljare %s %c", keep, 'A'+i), model.Academia)
			must(t, l, p, model.CastBallot{Dots: []model.Dot{{ID: a, N: 1}}})
			must(t, l, p, model.CastBallot{Dots: []model.Dot{{ID: a, N: 2}}, After: 1})
		}
		must(t, l, model.Host, model.CloseRound{})
	}
	var log bytes.Buffer
	if err := s.ExportLog(&log, l.Board().ID); err != nil {
		t.Fatal(err)
	}
	program := verifier(t)
	said, err := verify(t, program, log.Bytes())
	if want := fmt.Sprintf("%d events follow from each other", l.Board().Seq); err != nil || said != want {
		t.Errorf("it says %q, %v; want %q", said, err, want)
	}

	lines := bytes.SplitAfter(log.Bytes(), []byte("\n"))
	last := len(lines) - 2 // the end of the text follows the last line
	changed := bytes.Replace(log.Bytes(), []byte("Verktygspool"), []byte("Verktygsbod "), 1)
	gone := bytes.Join(append(append([][]byte{}, lines[:2]...), lines[3:]...), nil)
	for name, c := range map[string]struct {
		log  []byte
		want string
	}{
		"a changed text":  {changed, "event 3 is not as it was written"},
		"a missing event": {gone, "event 2 is missing"},
		"a log cut short": {bytes.Join(lines[:last], nil), fmt.Sprintf("the log should end with event %d", l.Board().Seq)},
	} {
		if said, err := verify(t, program, c.log); err == nil || said != c.want {
			t.Errorf("%s: it says %q, %v; want %q", name, said, err, c.want)
		}
	}
}

func TestThereIsNoLogOfNothing(t *testing.T) {
	s := open(t, t.TempDir(), quiet)
	if err := s.ExportLog(&bytes.Buffer{}, "nothing"); !errors.Is(err, store.ErrNoWorkshop) {
		t.Errorf("got %v, want ErrNoWorkshop", err)
	}
}
