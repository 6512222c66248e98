package cli

import (
	"errors"
	"testing"

	tea "charm.land/bubbletea/v2"

	"verkstad/model"
	"verkstad/model/method"
	"verkstad/model/workshop"
	"verkstad/ui/facilitator"
	"verkstad/ui/stage/stagetest"
)

func newTerminal(t *testing.T, r *stagetest.Room) *terminal {
	t.Helper()
	env := stagetest.Env(r, model.Host)
	return &terminal{
		App:   stagetest.App(t, env, facilitator.New(env)),
		local: Local{Env: env, Explain: func(err error) string { return "because of " + err.Error() }},
	}
}

func TestLeavingAsksWhileOthersAreThere(t *testing.T) {
	r := stagetest.NewRoom(t)
	m, _ := method.Get("colab")
	r.Must(model.Host, model.CreateWorkshop{Title: "Återbruk", Lang: "sv", Code: "KRABBA", Phases: m.Agenda(1)})
	term := newTerminal(t, r)
	if _, quits := term.filter(term, tea.QuitMsg{}).(tea.QuitMsg); !quits {
		t.Error("with nobody there, leaving asks")
	}
	r.Join("Åsa", model.Academia)
	asked := term.filter(term, tea.QuitMsg{})
	if got, ok := asked.(leavingMsg); !ok || got.people != 1 {
		t.Fatalf("with one there, leaving gives %#v", asked)
	}
	_, _ = term.Update(asked)
	stagetest.Resize(term.App, 100, 30)
	stagetest.Shows(t, term.App, term.Env.Words.T("cli.leave.title"), "1 person") // the rest is on further lines
	if _, quits := term.filter(term, leaveMsg{}).(tea.QuitMsg); !quits {
		t.Error("yes does not leave")
	}
	if _, quits := term.filter(term, tea.QuitMsg{}).(tea.QuitMsg); !quits {
		t.Error("asking to leave twice at once does not leave")
	}
}

func TestLeadingFromTheList(t *testing.T) {
	r := stagetest.NewRoom(t)
	m, _ := method.Get("colab")
	r.Must(model.Host, model.CreateWorkshop{Title: "Återbruk", Lang: "sv", Code: "KRABBA", Phases: m.Agenda(1)}) // a cockpit has one
	term := newTerminal(t, r)
	opened := 0
	cmd := lead(r, func(workshop.Live) error { opened++; return nil }, nil)
	term.Env.Room = nil
	_, _ = term.Update(cmd())
	if opened != 1 || term.Env.Room == nil || term.Env.Me != model.Host {
		t.Errorf("opened %d times, room %v, as %v", opened, term.Env.Room, term.Env.Me)
	}
	if _, ok := term.Screen().(*facilitator.Screen); !ok {
		t.Errorf("the screen is a %T", term.Screen())
	}
	failing := lead(r, func(workshop.Live) error { return errors.New("the port is taken") }, nil)
	_, complain := term.Update(failing())
	if complain == nil {
		t.Error("a door that cannot be opened is not told of")
	}
}

func TestLanguage(t *testing.T) {
	env := map[string]string{"LANG": "sv_SE.UTF-8"}
	get := func(name string) (string, bool) { v, ok := env[name]; return v, ok }
	for _, test := range []struct {
		args []string
		want string
	}{
		{nil, "sv_SE.UTF-8"},
		{[]string{"export", "--lang", "en"}, "en"},
		{[]string{"--lang=en"}, "en"},
		{[]string{"--", "--lang=en"}, "sv_SE.UTF-8"},
	} {
		if got := language(test.args, get); got != test.want {
			t.Errorf("%v: %q, want %q", test.args, got, test.want)
		}
	}
	env["VERKSTAD_LANG"] = "en"
	if got := language(nil, get); got != "en" {
		t.Errorf("VERKSTAD_LANG counts for nothing: %q", got)
	}
}
