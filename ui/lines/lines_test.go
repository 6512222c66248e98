package lines

import (
	"context"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"verkstad/model"
	"verkstad/model/workshop"
	"verkstad/ui/command"
	"verkstad/ui/stage/stagetest"
)

func TestStatusAsJSON(t *testing.T) {
	r := newRoom(t, "colab")
	eva, asa := r.caller("Eva", facilitator), r.caller("Åsa")
	read := func(c caller) (s status) {
		t.Helper()
		if err := json.Unmarshal([]byte(c.does("status --json")), &s); err != nil {
			t.Fatal(err)
		}
		return s
	}
	if s := read(asa); s.Phase != nil || s.You != nil || !s.Writable || s.Phases != 9 || s.Title != "Återbruk" {
		t.Errorf("before the first phase, not joined: %+v", s)
	}
	asa.does("join --name Åsa --sector 4")
	eva.does("goto gather --start")
	asa.does("idea Ett")
	s := read(asa)
	if s.Phase.Number != 3 || s.Phase.Remaining != 720 || !s.Phase.Running || s.Phase.Revealed || s.Counts.Ideas != 1 {
		t.Errorf("while gathering: %+v %+v", s.Phase, s.Counts)
	}
	if s.You.Name != "Åsa" || s.You.Sector != "academia" || s.You.Role != "participant" || s.People.BySector["academia"] != 1 {
		t.Errorf("who: %+v %+v", s.You, s.People)
	}
}

func TestObserversOnlyWatch(t *testing.T) {
	r := newRoom(t, "colab")
	wall := r.caller("wall", observer)
	wall.does("board")
	wall.does("agenda")
	wall.does("export md")
	wall.fails(NotJoined, "only watch", "join --name Smyg --sector public")
	wall.fails(Refused, "here to watch", "idea Smyg")
	wall.fails(Refused, "here to watch", "next")
}

func TestAFacilitatorMayJoinByName(t *testing.T) {
	r := newRoom(t, "colab")
	eva := r.caller("Eva", facilitator)
	eva.does("join --name Eva")
	eva.does("goto gather")
	eva.does("idea Min")
	if i := r.room.Board().Idea(1); i.By != 1 {
		t.Errorf("the idea is by person %d, want 1", i.By)
	}
	asEva := r.caller("Eva") // the key is no facilitator's any more
	asEva.fails(Refused, "only the facilitator", "next")
}

func TestWithoutAKeyOneGetsAReturnCode(t *testing.T) {
	r := newRoom(t, "colab")
	bo := r.caller("Bo", func(s *Session) { s.Door = &stagetest.Door{Room: r.room, Code: "X7K2M94QD"} })
	if out := bo.does("join --name Bo --sector public"); !strings.Contains(out, "+X7K-2M9-4QD") {
		t.Errorf("the answer to join names no return code:\n%s", out)
	}
}

func TestSectorsAreNeededToJoin(t *testing.T) {
	r := newRoom(t, "colab")
	r.caller("a").fails(Refused, "five sectors", "join --name Åsa")
	r.caller("a").fails(Refused, "five sectors", "join --name Åsa --sector rymden")
	r.caller("a").fails(Usage, "--name", "join --sector public")
	r.caller("a", func(s *Session) { s.Name = "Åsa" }).does("join --sector public")
	r.caller("b").fails(Refused, "already called", "join --name åsa --sector public")
}

func TestAConversation(t *testing.T) {
	r := newRoom(t, "colab")
	eva := r.caller("Eva", facilitator)
	eva.does("goto gather")
	asa := r.caller("Åsa")
	out, _, code := asa.run("", "join --name Åsa --sector akademi\nidea \"Ett\"\nidea två ord\n\nquit\nidea aldrig\n")
	if code != OK {
		t.Errorf("exit code %d", code)
	}
	has(t, out, "You are in the workshop Återbruk. Write one command a line: help lists all, quit ends.", "1", "2")
	if n, _ := r.room.Board().IdeaCount(0); n != 2 {
		t.Errorf("%d ideas, want 2: nothing is read after quit", n)
	}
	if here := r.room.Presence(); here.People != 0 || here.Waiting != 0 {
		t.Errorf("after the conversation there are %d here and %d waiting", here.People, here.Waiting)
	}
}

func TestAConversationGoesOnAfterAMistake(t *testing.T) {
	r := newRoom(t, "colab")
	var out, errs strings.Builder
	long := strings.Repeat("x", 3*maxLine)
	in := "nonsense\nhelp \"\n" + long + "\nstatus\n"
	if code := Run(context.Background(), r.caller("Åsa").s, nil, strings.NewReader(in), &out, &errs); code != Usage {
		t.Errorf("exit code %d", code)
	}
	has(t, errs.String(), "There is no command nonsense. help lists all.", "A quotation mark is missing. The line was passed over.",
		"The line is too long and was passed over.")
	if !strings.Contains(out.String(), "workshop\tÅterbruk") {
		t.Errorf("no status in\n%s", out.String())
	}
}

// deaf is a room whose disk is full.
type deaf struct{ workshop.Live }

func (deaf) Health() model.Health { return model.Health{Err: errors.New("no space")} }
func (deaf) Do(context.Context, model.Actor, string, model.Command) (model.Outcome, error) {
	return model.Outcome{}, errors.New("no space")
}

func TestADiskThatTakesNothingIsSaid(t *testing.T) {
	r := newRoom(t, "colab")
	asa := r.caller("Åsa")
	asa.does("join --name Åsa --sector akademi")
	asa.s.Room = deaf{r.room}
	asa.fails(CannotDo, "no space", "hand")
	has(t, asa.does("status"), "saving\tNothing can be saved right now: That did not work: no space")
}

// bare is a room that cannot be backed up.
type bare struct{ workshop.Live }

func (bare) Health() model.Health { return model.Health{Backup: errors.New("no folder")} }

func TestABackupThatFailedIsSaidToWhoLeads(t *testing.T) {
	r := newRoom(t, "colab")
	asa, host := r.caller("Åsa"), r.caller("Host", facilitator)
	asa.does("join --name Åsa --sector akademi")
	if said := host.does("status"); strings.Contains(said, "backup") {
		t.Errorf("backups work and it is said that %s", said)
	}
	asa.s.Room, host.s.Room = bare{r.room}, bare{r.room}
	has(t, host.does("status"), "backup\tThat did not work: no folder")
	if said := asa.does("status --json"); !strings.Contains(said, `"backup": "That did not work: no folder"`) {
		t.Errorf("a participant is told %s", said)
	}
	if said := asa.does("status"); strings.Contains(said, "no folder") {
		t.Errorf("a participant is told %s", said)
	}
}

func TestNothingOfPeopleReachesATerminalAsAControl(t *testing.T) {
	r := newRoom(t, "colab")
	asa := r.caller("Åsa")
	_, errs, _ := asa.run("\"\\x1b]0;\x1b[2Jhej\x07\"", "")
	if strings.ContainsAny(errs, "\x1b\x07") {
		t.Errorf("a control came back: %q", errs)
	}
}

// TestEveryCommandOfTheTableIsDone holds what is done to the table: for each command
// there is a function, and no function is for what is no command.
func TestEveryCommandOfTheTableIsDone(t *testing.T) {
	for _, cmd := range command.Lines() {
		if run(&cmd) == nil {
			t.Errorf("%s is in the table and nothing does it", cmd.Name)
		}
	}
	for name := range runs {
		if command.Lookup(name) == nil {
			t.Errorf("%s is done and is not in the table", name)
		}
	}
}

func TestHelpShowsARoleItsCommands(t *testing.T) {
	r := newRoom(t, "colab")
	if out := r.caller("Åsa").does("help"); strings.Contains(out, "round open") || !strings.Contains(out, "idea TEXT") {
		t.Errorf("a participant's help:\n%s", out)
	}
	if out := r.caller("Eva", facilitator).does("help"); !strings.Contains(out, "round open") {
		t.Errorf("a facilitator's help:\n%s", out)
	}
	if out := r.caller("Åsa").does("help cluster"); strings.Count(out, "cluster ") < 5 {
		t.Errorf("help cluster:\n%s", out)
	}
	r.caller("Åsa").fails(Usage, "no command", "help flyg")
}

// What status --json says is in the documentation, all of it.
func TestEveryFieldOfTheStatusIsDocumented(t *testing.T) {
	raw, err := os.ReadFile(filepath.Join("..", "..", "docs", "lines.md"))
	if err != nil {
		t.Fatal(err)
	}
	_, text, _ := strings.Cut(string(raw), "## `status --json`")
	var each func(reflect.Type)
	each = func(of reflect.Type) {
		if of.Kind() == reflect.Pointer {
			of = of.Elem()
		}
		if of.Kind() != reflect.Struct {
			return
		}
		for i := range of.NumField() {
			name, _, _ := strings.Cut(of.Field(i).Tag.Get("json"), ",")
			if !strings.Contains(text, `"`+name+`"`) && !strings.Contains(text, "`"+name+"`") {
				t.Errorf("docs/lines.md says nothing of %q", name)
			}
			each(of.Field(i).Type)
		}
	}
	each(reflect.TypeFor[status]())
}
