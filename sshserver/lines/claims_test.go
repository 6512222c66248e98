package lines

import (
	"strings"
	"testing"

	"verkstad/sshserver/sshtest"
	"verkstad/ui/stage/stagetest"
)

// givenBack is Bo, who has no key, coming back to his place at another terminal.
func givenBack(t *testing.T, ran map[string]bool) {
	t.Helper()
	r := newRoom(t, "colab")
	r.ran = ran
	eva := r.caller("Eva", facilitator)
	bo := r.caller("Bo", func(s *Session) { s.Door = &stagetest.Door{Room: r.room, Code: "X7K2M94QD"} })
	bo.does("join --name Bo --sector public")
	lost := r.caller("Bo again", func(s *Session) { s.Door = &stagetest.Door{Room: r.room, Code: "A7K2M94Q5"} })
	lost.fails(Refused, "no such person", "claim Eva")
	eva.fails(Refused, "nobody with that number", "handback 47")
	answer := make(chan string)
	go func() { answer <- lost.does("claim bo") }()
	sshtest.Eventually(t, "the claim", func() bool { return len(r.room.Presence().Claims) > 0 })
	check, row, _ := strings.Cut(eva.does("handback"), "\t")
	if row != "1\tBo" {
		t.Errorf("who waits is listed as %q", row)
	}
	bo.fails(Refused, "only the facilitator", "handback %s", check)
	eva.does("handback %s", check)
	if got := <-answer; !strings.Contains(got, check) || !strings.Contains(got, "Welcome, Bo. You are person 1.") || !strings.Contains(got, "+A7K-2M9-4Q5") {
		t.Errorf("claim answers %q", got)
	}
	lost.does("status")
}
