package sshserver

import (
	"reflect"
	"strings"
	"testing"
	"testing/quick"

	gossh "golang.org/x/crypto/ssh"
)

func envRequest(name, value string) []byte {
	return gossh.Marshal(struct{ Name, Value string }{name, value})
}

func ptyRequest(term string, columns, rows uint32) []byte {
	return gossh.Marshal(ptyMessage{Term: term, Columns: columns, Rows: rows, Modes: "\x35\x00\x00\x00\x01\x00"})
}

func windowChange(columns, rows uint32) []byte {
	return gossh.Marshal(struct{ Columns, Rows, Width, Height uint32 }{columns, rows, 0, 0})
}

func execRequest(command string) []byte {
	return gossh.Marshal(struct{ Command string }{command})
}

func TestRequestFilter(t *testing.T) {
	type request struct {
		kind    string
		payload []byte
		want    verdict
	}
	pty := request{"pty-req", ptyRequest("xterm", 80, 24), forwarded}
	shell := request{"shell", nil, forwarded}
	for name, requests := range map[string][]request{
		"an ordinary terminal": {
			{"env", envRequest("LANG", "sv_SE.UTF-8"), forwarded}, pty, shell, {"window-change", windowChange(100, 30), resized},
		},
		"a shell without a terminal": {shell},
		"a command":                  {{"exec", execRequest("idea 'bygg en\nbro'"), forwarded}},
		"a second shell":             {pty, shell, {"shell", nil, denied}, {"exec", execRequest("x"), denied}},
		"a second terminal":          {pty, {"pty-req", ptyRequest("xterm", 80, 24), denied}},
		"a terminal after the start": {shell, {"pty-req", ptyRequest("xterm", 80, 24), denied}},
		"an environment after the start": {
			shell, {"env", envRequest("LANG", "sv"), denied},
		},
		"window changes before the start": {
			{"window-change", windowChange(9, 9), denied}, pty, {"window-change", windowChange(9, 9), denied}, shell,
		},
		"window changes without a terminal": {shell, {"window-change", windowChange(9, 9), denied}},
		"variables that are not permitted": {
			{"env", envRequest("LD_PRELOAD", "x"), denied}, {"env", envRequest("TMUX", "x"), denied},
			{"env", envRequest("", ""), denied}, {"env", envRequest("lang", "sv"), denied},
		},
		"values that are no text": {
			{"env", envRequest("LANG", "a\x1bb"), denied}, {"env", envRequest("LANG", "a\nb"), denied},
			{"env", envRequest("LANG", "\xff"), denied}, {"env", envRequest("LANG", strings.Repeat("x", 129)), denied},
			{"env", envRequest("LANG", strings.Repeat("x", 128)), forwarded},
		},
		"terminal names that are none": {
			{"pty-req", ptyRequest("../../etc/passwd", 80, 24), denied}, {"pty-req", ptyRequest("x\x1b", 80, 24), denied},
			{"pty-req", ptyRequest(strings.Repeat("x", 65), 80, 24), denied},
			{"pty-req", ptyRequest(strings.Repeat("x", 64), 80, 24), forwarded},
		},
		"commands that are none": {
			{"exec", execRequest("a\x00b"), denied}, {"exec", execRequest("\xff"), denied},
			{"exec", execRequest(strings.Repeat("x", 8<<10+1)), denied}, {"exec", nil, denied},
		},
		"damaged payloads": {
			{"env", []byte{0, 0}, denied}, {"pty-req", []byte("xterm"), denied}, {"exec", []byte{0xff, 0xff, 0xff, 0xff}, denied},
			{"shell", []byte("x"), denied},
		},
		"everything else": {
			{"subsystem", execRequest("sftp"), denied}, {"auth-agent-req@openssh.com", nil, denied}, {"x11-req", nil, denied},
			{"signal", execRequest("KILL"), denied}, {"break", nil, denied}, {"tomorrow@example.org", nil, denied},
		},
	} {
		t.Run(name, func(t *testing.T) {
			limits := DefaultLimits()
			f := requestFilter{limits: &limits}
			for i, r := range requests {
				if got, _ := f.decide(r.kind, r.payload); got != r.want {
					t.Errorf("request %d, %s %q: verdict %d, want %d", i, r.kind, r.payload, got, r.want)
				}
			}
		})
	}
}

func TestEnvironmentIsCounted(t *testing.T) {
	limits := DefaultLimits()
	f := requestFilter{limits: &limits}
	for i := range 30 {
		got, _ := f.decide("env", envRequest("LANG", "sv"))
		if want := map[bool]verdict{true: forwarded, false: denied}[i < limits.Environment]; got != want {
			t.Errorf("variable %d: verdict %d, want %d", i, got, want)
		}
	}
}

func TestSizesAreBounded(t *testing.T) {
	for _, c := range []struct {
		columns, rows uint32
		w, h          int
	}{
		{80, 24, 80, 24}, {0, 0, 80, 24}, {120, 0, 120, 24}, {1, 1, 1, 1},
		{5000, 5000, 400, 150}, {1<<32 - 1, 1<<32 - 1, 400, 150}, {1 << 31, 10, 400, 10},
	} {
		limits := DefaultLimits()
		f := requestFilter{limits: &limits}
		_, payload := f.decide("pty-req", ptyRequest("xterm", c.columns, c.rows))
		var passed ptyMessage
		if err := gossh.Unmarshal(payload, &passed); err != nil {
			t.Fatal(err)
		}
		if f.w != c.w || f.h != c.h || int(passed.Columns) != c.w || int(passed.Rows) != c.h || passed.Modes != "" {
			t.Errorf("%dx%d became %dx%d, handed on as %+v", c.columns, c.rows, f.w, f.h, passed)
		}
	}
}

// script turns bytes into a row of requests and feeds them to a filter.
func script(f *requestFilter, kinds, payload []byte, check func(kind string, v verdict, payload []byte)) {
	names := []string{"env", "pty-req", "window-change", "shell", "exec", "subsystem", "signal"}
	for _, k := range kinds {
		kind := names[int(k)%len(names)]
		v, passed := f.decide(kind, payload)
		check(kind, v, passed)
	}
}

func FuzzRequestFilter(f *testing.F) {
	f.Add([]byte{1, 3, 2}, ptyRequest("xterm", 80, 24))
	f.Add([]byte{0, 0, 4}, envRequest("LANG", "sv"))
	f.Add([]byte{4}, execRequest("board"))
	f.Add([]byte{1, 3, 2}, windowChange(1<<31, 0))
	f.Fuzz(func(t *testing.T, kinds, payload []byte) {
		limits := DefaultLimits()
		filter := requestFilter{limits: &limits}
		envs, ptys, starts := 0, 0, 0
		script(&filter, kinds, payload, func(kind string, v verdict, passed []byte) {
			if v == denied {
				return
			}
			if v == resized && (starts == 0 || ptys == 0) {
				t.Error("a window change before the start, or without a terminal")
			}
			switch kind {
			case "env":
				envs++
				if starts > 0 {
					t.Error("an environment variable after the start")
				}
			case "pty-req":
				ptys++
			case "shell", "exec":
				starts++
			case "subsystem", "signal":
				t.Errorf("%s went through", kind)
			}
			if len(passed) > limits.Command+4 {
				t.Errorf("%d bytes of %s went through", len(passed), kind)
			}
			if ptys > 0 && (filter.w < 1 || filter.w > limits.MaxWidth || filter.h < 1 || filter.h > limits.MaxHeight) {
				t.Errorf("the size is %dx%d", filter.w, filter.h)
			}
		})
		if envs > limits.Environment || ptys > 1 || starts > 1 {
			t.Errorf("%d variables, %d terminals, %d starts", envs, ptys, starts)
		}
	})
}

func TestLimitsCannotBeSwitchedOff(t *testing.T) {
	if got := (Limits{}).orDefault(); got != DefaultLimits() {
		t.Errorf("zero limits became %+v", got)
	}
	defaults := reflect.ValueOf(DefaultLimits())
	for i := range defaults.NumField() {
		if defaults.Field(i).Int() <= 0 {
			t.Errorf("%s has no default", defaults.Type().Field(i).Name)
		}
	}
	keeps := func(sessions, paste uint8) bool {
		l := Limits{Sessions: int(sessions) + 1, Paste: int(paste) + 1}.orDefault()
		return l.Sessions == int(sessions)+1 && l.Paste == int(paste)+1 && l.Idle == DefaultLimits().Idle
	}
	if err := quick.Check(keeps, nil); err != nil {
		t.Error(err)
	}
}
