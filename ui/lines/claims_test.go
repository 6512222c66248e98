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

	cia := r.caller("Cia", func(s *Session) { s.Door = &stagetest.Door{Room: r.room, Code: "B7K2M94Q6"} })
	cia.does("join --name Cia --sector public")
	eva.does("remove Cia")
	cia.fails(NotJoined, "has shown you out", "claim Bo")
	if n := len(r.room.Presence().Claims); n != 0 {
		t.Errorf("%d wait to be let in, of whom one was shown out", n)
	}
}
