package command

import (
	"errors"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestParse(t *testing.T) {
	tests := map[string]struct {
		command string
		args    []string
		flags   map[string]string
		wrong   string
	}{
		`idea "Två ord"`:                  {command: "idea", args: []string{"Två ord"}},
		`idea Två ord`:                    {command: "idea", args: []string{"Två ord"}},
		`IDEA x`:                          {command: "idea", args: []string{"x"}},
		`idea - en lista`:                 {command: "idea", args: []string{"- en lista"}},
		`idea -- --as är en flagga`:       {command: "idea", args: []string{"--as är en flagga"}},
		`idea x --as Ida --sector=public`: {command: "idea", args: []string{"x"}, flags: map[string]string{"as": "Ida", "sector": "public"}},
		`--lang sv idea x`:                {command: "idea", args: []string{"x"}, flags: map[string]string{"lang": "sv"}},
		`idea x --lang=en`:                {command: "idea", args: []string{"x"}, flags: map[string]string{"lang": "en"}},
		`extend -1m`:                      {command: "extend", args: []string{"-1m"}},
		`cluster new "A" 1 2`:             {command: "cluster new", args: []string{"A", "1", "2"}},
		`cluster rename 4 Ett nytt namn`:  {command: "cluster rename", args: []string{"4", "Ett nytt namn"}},
		`vote --help`:                     {command: "help", args: []string{"vote"}},
		`round open --open --dots 3`:      {command: "round open", flags: map[string]string{"open": "", "dots": "3"}},
		// ssh drops the quotes around what is typed after it.
		`join --name Anna Karin --sector akademi`:         {command: "join", flags: map[string]string{"name": "Anna Karin", "sector": "akademi"}},
		`join --sector social entrepreneur --name=Eva Li`: {command: "join", flags: map[string]string{"name": "Eva Li", "sector": "social entrepreneur"}},
		`join --name Anna --lang sv Karin`:                {wrong: "command.wrong.toomany"},
		`describe --title Ett nytt namn --number 2`:       {command: "describe", flags: map[string]string{"title": "Ett nytt namn", "number": "2"}},
		`session set 3 --place Sal C --seats 12`:          {command: "session set", args: []string{"3"}, flags: map[string]string{"place": "Sal C", "seats": "12"}},
		`session set --place Aulan 3`:                     {command: "session set", args: []string{"3"}, flags: map[string]string{"place": "Aulan"}},
		`commit --who Asa Ringer kommunen`:                {command: "commit", args: []string{"Ringer kommunen"}, flags: map[string]string{"who": "Asa"}},
		`cluster`:                                         {wrong: "command.wrong.which"},
		`flyg`:                                            {wrong: "command.wrong.command"},
		`--lang sv`:                                       {wrong: "command.wrong.none"},
		`--lang`:                                          {wrong: "command.wrong.value"},
		`idea`:                                            {wrong: "command.wrong.toofew"},
		`idea x --color röd`:                              {wrong: "command.wrong.flag"},
		`idea x --as`:                                     {wrong: "command.wrong.value"},
		`round open --open=1`:                             {wrong: "command.wrong.flag"},
		`next två`:                                        {wrong: "command.wrong.toomany"},
		`round open --dots 3 --dots=5`:                    {wrong: "command.wrong.twice"},
		`--lang sv status --lang en`:                      {wrong: "command.wrong.twice"},
		`--lang sv status --lang=sv`:                      {command: "status", flags: map[string]string{"lang": "sv"}},
		`round open --open --open`:                        {command: "round open", flags: map[string]string{"open": ""}},
	}
	for line, want := range tests {
		args, err := Split(line)
		if err != nil {
			t.Fatal(err)
		}
		p, err := Parse(args)
		var usage *UsageError
		switch {
		case want.wrong != "":
			if !errors.As(err, &usage) || usage.ID != want.wrong {
				t.Errorf("%s: %v, want %s", line, err, want.wrong)
			}
		case err != nil:
			t.Errorf("%s: %v", line, err)
		case p.Command.Name != want.command || !slices.Equal(p.Args, want.args) || !maps.Equal(p.Flags, want.flags):
			t.Errorf("%s: %s %q %v", line, p.Command.Name, p.Args, p.Flags)
		}
	}
}

func TestNumbersAndTimes(t *testing.T) {
	var p Parsed
	for s, want := range map[string]time.Duration{"2m": 2 * time.Minute, "-1m": -time.Minute, "90s": 90 * time.Second, "5": 5 * time.Minute, "1h30m": 90 * time.Minute} {
		if d, err := p.Duration(s); err != nil || d != want {
			t.Errorf("%s is %v (%v), want %v", s, d, err, want)
		}
	}
	for _, s := range []string{"", "x", "-1", "1.5", "200001", "99999999999999999999"} {
		if id, err := p.ID(s); err == nil {
			t.Errorf("%q was read as id %d", s, id)
		}
	}
	if ids, err := p.IDs([]string{"1,2", "#3", "4,"}); err != nil || len(ids) != 4 || ids[2] != 3 {
		t.Errorf("ids %v, %v", ids, err)
	}
	for _, s := range []string{"3", "3=", "=2", "a=1", "3=x", "3=1=2", "1=3 1=0", "1=3 #1=3", "1=0 2=1 01=0"} {
		if d, err := p.Dots(strings.Fields(s)); err == nil {
			t.Errorf("%q was read as dots %v", s, d)
		}
	}
}

// FuzzParse holds that any words are either a command with as many words as it
// takes, or a usage error that the catalogue can say.
func FuzzParse(f *testing.F) {
	for _, s := range []string{
		`idea "x" --as y`, `vote 1=2 3=4 --clear`, `--lang=sv cluster new "" 1,2`, `round open --dots`, `-- idea`, `help help`, `idea -- --`,
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, line string) {
		args, err := Split(line)
		if err != nil {
			return
		}
		p, err := Parse(args)
		if err != nil {
			var usage *UsageError
			if !errors.As(err, &usage) {
				t.Fatalf("%q: %v is no usage error", line, err)
			}
			return
		}
		if n := len(p.Args); n < p.Command.Min || p.Command.Max >= 0 && n > p.Command.Max {
			t.Fatalf("%q: %d words for %s", line, n, p.Command.Name)
		}
	})
}
