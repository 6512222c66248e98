package stage

import (
	"strings"
	"testing"

	"verkstad/model"
	"verkstad/model/method"
	"verkstad/ui/i18n"
)

// TestRefusedSettingsAreSaidInWords holds that whoever gives an agenda a setting that
// it cannot have reads what it is called and what it may be, in their own language.
func TestRefusedSettingsAreSaidInWords(t *testing.T) {
	wrong := method.Phase{Activity: method.Talk, Settings: method.Settings{Sessions: []method.Session{
		{Title: method.Text{"sv": "Ett"}}, {Title: method.Text{"sv": "Två"}, Seats: -1},
	}}}
	err := model.ErrAgenda
	_, clean := wrong.Clean()
	err = &model.Error{Code: err.Code, Message: err.Message, Args: []any{model.Reason{Code: "step", Args: []any{3, clean}}}}
	full := &model.Error{Code: "session-full", Args: []any{1}}
	for lang, want := range map[string][2]string{
		"sv": {"Agendan kan inte vara så: moment 3: platser i pass 2: ska vara 0 till 1000, är -1.", "Passet är fullt: 1 plats. Välj ett annat."},
		"en": {"The agenda cannot be like that: step 3: seats of session 2: must be 0 to 1000, is -1.", "The session is full: 1 seat. Choose another."},
	} {
		if got := Say(i18n.For(lang), err); got != want[0] {
			t.Errorf("%s: %s", lang, got)
		}
		if got := Say(i18n.For(lang), full); got != want[1] {
			t.Errorf("%s: %s", lang, got)
		}
	}
	if want := "step 3: sessions[2].seats: must be 0 to 1000, is -1"; !strings.HasSuffix(err.Error(), want) {
		t.Errorf("the log says %s", err)
	}
}

// TestEachReasonAndSettingHasWords holds that no code and no field of a step is shown
// as it is.
func TestEachReasonAndSettingHasWords(t *testing.T) {
	long := strings.Repeat("x", 3000)
	text := method.Text{"sv": long}
	many := make([]method.Text, 40)
	_, err := method.Phase{
		Activity: "none", Title: text, Instruction: text, Prompt: text, Minutes: -1, MinMinutes: -1, Settings: method.Settings{
			Reveal: "x", Candidates: "x", Keep: "x", AtEnd: "x", WhoMay: "x", Categories: []method.Text{text}, Checklist: many, Dots: -1, MaxPer: -1, Choose: -1, Repeat: -1,
			Steps:    []method.Step{{Minutes: -1, Who: "x", Title: text}},
			Sessions: []method.Session{{Title: text, About: text, Place: long, Host: long, Seats: -1}},
			CarryIn:  []string{"x"},
		}}.Clean()
	wrong := method.Errors(err)
	if len(wrong) < 25 {
		t.Fatalf("%d settings are wrong: %v", len(wrong), err)
	}
	for _, lang := range i18n.Languages {
		w := i18n.For(lang)
		for _, e := range wrong {
			if name := settingName(w, e.Field); name == e.Field && name != "activity" && strings.ContainsAny(name, ".[_") || strings.Contains(name, "⟨") {
				t.Errorf("%s: %s is called %q", lang, e.Field, name)
			}
			if !w.Has("error.method." + e.Code) {
				t.Errorf("%s: no words for %q", lang, e.Code)
			}
		}
		for code := range model.Reasons {
			if !w.Has("error.reason." + code) {
				t.Errorf("%s: no words for the reason %q", lang, code)
			}
		}
	}
}
