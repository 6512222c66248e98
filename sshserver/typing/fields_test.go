package typing

import (
	"testing"

	"verkstad/model/method"
	"verkstad/sshserver"
	"verkstad/sshserver/sshtest"
)

// TestANewFieldTakesWholeTextsAtOnce types and pastes into a field that has only
// just come, with enter in the same packet.
func TestANewFieldTakesWholeTextsAtOnce(t *testing.T) {
	r := open(t, sshserver.Limits{})
	p := r.one()
	texts := []string{"ut och kan park", "quila frukt"}
	for n, text := range texts {
		r.enter(method.Talk)
		p.sees("  r räck upp handen")
		sshtest.AwaitStillHands()
		was := p.ready()
		p.types("f") // on purpose: no text is meant any more
		p.eventually("is ready", func() bool { return p.ready() != was })
		r.enter(method.Gather)
		p.sees("enter skicka")
		p.types(text + "\r")
		p.has(texts[:n+1]...)
	}
	r.enter(method.Talk)
	p.sees("  r räck upp handen")
	r.enter(method.Gather)
	p.sees("enter skicka")
	p.types(pasted("en rad till") + "\r")
	p.has("ut och kan park", "quila frukt", "en rad till")
	p.harmless()
}

// TestAHalfWrittenTextIsNotContinuedInTheNextField has the group go from one
// field to another under the hands of somebody who writes.
func TestAHalfWrittenTextIsNotContinuedInTheNextField(t *testing.T) {
	r := open(t, sshserver.Limits{})
	p := r.one()
	r.enter(method.Checkin)
	p.sees("Din rad") // its field
	p.types("jag heter")
	p.sees("jag heter")
	r.enter(method.Gather)
	p.sees("Nu: ")
	p.types(" Åsa\x1b")
	p.sees("Sparat som utkast")
	p.types("en idé\r")
	p.has("en idé")
	if got := r.live.Draft(p.id, "checkin"); got != "jag heter Åsa " { // apart from what is written next
		t.Errorf("kept: %q", got)
	}
}

// ready is whether the person has said that they are.
func (p *person) ready() bool {
	b := p.r.live.Board()
	return b.IsReady(b.Person(p.id))
}
