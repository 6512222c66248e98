package security

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"testing"

	"verkstad/model"
	"verkstad/model/method"
	"verkstad/model/text/hostile"
	"verkstad/store"
	"verkstad/ui/i18n"
	"verkstad/ui/stage"
	"verkstad/ui/stage/stagetest"
)

// methodFile is a method with a text in every place that takes one.
const methodFile = `id = "own"
name = { sv = %[1]s, en = %[1]s }
purpose = { sv = %[1]s }
ends_in = { sv = %[1]s }
[[phases]]
activity = "gather"
minutes = 10
title = { sv = %[1]s }
instruction = { sv = %[1]s }
prompt = { sv = %[1]s }
categories = [{ sv = %[1]s }, { sv = "Annat" }]
[[phases]]
activity = "talk"
minutes = 5
checklist = [{ sv = %[1]s }]
`

// TestMethodFilesBringNothingHostile reads method files with hostile texts, and
// files that are nothing else, and holds that what is taken is clean and that
// what is refused is refused in words that can be shown.
func TestMethodFilesBringNothingHostile(t *testing.T) {
	taken := 0
	for _, h := range hostile.Texts() {
		files := []string{
			fmt.Sprintf(methodFile, quoteTOML(h.Text)), strings.ReplaceAll(methodFile, "%[1]s", "'"+h.Text+"'"), h.Text,
			"id = " + quoteTOML(h.Text), quoteTOML(h.Text) + " = 1", "[[phases]]\nactivity = " + quoteTOML(h.Text),
		}
		for i, file := range files {
			m, err := method.Parse([]byte(file))
			for _, wrong := range method.Errors(err) {
				kv := []any{"Reason", wrong.Error(), "A", fmt.Sprint(wrong.Args...)}
				said(t, fmt.Sprintf("%s: file %d", h.Name, i), i18n.For("sv").T("cli.methods.wrong", kv...))
			}
			if err != nil {
				continue
			}
			taken++
			raw, err := json.Marshal(m)
			if err != nil {
				t.Fatal(err)
			}
			said(t, fmt.Sprintf("%s: the method of file %d", h.Name, i), string(raw))
		}
	}
	if taken < 50 {
		t.Errorf("only %d files were taken", taken)
	}
}

// quoteTOML writes a text as a TOML basic string, which takes any character of
// Unicode escaped; what is no character cannot be written.
func quoteTOML(s string) string {
	var b strings.Builder
	for _, r := range s {
		if r >= ' ' && r <= '~' && r != '"' && r != '\\' {
			b.WriteRune(r)
		} else {
			fmt.Fprintf(&b, `\U%08x`, r)
		}
	}
	return `"` + b.String() + `"`
}

// TestImportsOfHostileBoardsAreRefused takes the exported board of a workshop in
// which every text is hostile, and bundles with such texts, and holds that none
// is let in, and that the refusal can be shown.
func TestImportsOfHostileBoardsAreRefused(t *testing.T) {
	for i := range len(hostile.Texts()) / step() {
		raw, err := json.Marshal(poisoned(t, stagetest.Ended, i*step()).Board().Document(model.Host))
		if err != nil {
			t.Fatal(err)
		}
		if _, err = model.ParseDocument(raw); err == nil {
			t.Errorf("texts from %d: the board is taken", i*step())
			continue
		}
		said(t, fmt.Sprintf("texts from %d", i*step()), stage.Say(i18n.For("sv"), err), i18n.For("en").T("cli.methods.wrong", "Reason", err.Error()))
	}
	s, err := store.Open(t.TempDir(), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	for _, h := range hostile.Texts() {
		bundle := `{"format":"` + model.BundleFormat + `","workshops":[{"workshop":` + strconv.Quote(h.Name) + `}],"` + h.Text + `":1}` + "\n" + h.Text
		taken, err := s.ImportBundle(strings.NewReader(bundle))
		if err == nil && len(taken) > 0 && taken[0].What != model.TakenConflict {
			t.Errorf("%s: a bundle is taken: %+v", h.Name, taken)
		}
		if err != nil {
			said(t, h.Name, stage.Say(i18n.For("sv"), err))
		}
	}
	if all, err := s.List(); err != nil || len(all) != 0 {
		t.Errorf("the store has %d workshops, %v", len(all), err)
	}
}

// TestAHarmlessBoardIsTaken holds that what is refused above is refused for its
// texts.
func TestAHarmlessBoardIsTaken(t *testing.T) {
	raw, err := stagetest.CoLab(t, stagetest.Ended).Board().Document(model.Host).JSON()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := model.ParseDocument(bytes.TrimSpace(raw)); err != nil {
		t.Error(err)
	}
}
