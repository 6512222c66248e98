package store_test

import (
	"testing"

	"github.com/anishathalye/porcupine"
)

// told is a history in which one thing happens after the other.
func told(steps ...porcupine.Operation) []porcupine.Operation {
	for i := range steps {
		steps[i].Call, steps[i].Return = int64(2*i), int64(2*i+1)
	}
	return steps
}

func step(ask workAsk, says workSays) porcupine.Operation {
	return porcupine.Operation{Input: ask, Output: workOutcome{workSays: says}}
}

func TestAWorkshopThatIsWrongIsCaught(t *testing.T) {
	add := step(workAsk{Kind: "add", Group: 1, Person: 1, Text: "ett"}, workSays{Seq: 1, Item: 7})
	edit := step(workAsk{Kind: "edit", Group: 1, Person: 1, Item: 7, Text: "två"}, workSays{Seq: 2})
	seen := func(seq uint64, phase int, cards ...workCard) porcupine.Operation {
		return step(workAsk{Kind: "look", Group: 1}, workSays{Seq: seq, Phase: phase, Cards: cards})
	}
	undo := func(seq uint64, refused string) porcupine.Operation {
		return step(workAsk{Kind: "undo", Group: 1, Person: 1}, workSays{Seq: seq, Refused: refused})
	}
	phase := func(seq uint64, n int, refused string) porcupine.Operation {
		return step(workAsk{Kind: "phase", Phase: n}, workSays{Seq: seq, Refused: refused})
	}
	join := func(seq uint64, client, person int) porcupine.Operation {
		return step(workAsk{Kind: "join", Client: client}, workSays{Seq: seq, Person: person})
	}
	one, two := workCard{Item: 7, By: 1, Text: "ett"}, workCard{Item: 7, By: 1, Text: "två"}
	for name, c := range map[string]struct {
		history []porcupine.Operation
		want    porcupine.CheckResult
	}{
		"a card that is there":          {told(add, seen(1, 1, one)), porcupine.Ok},
		"a card that is lost":           {told(add, seen(1, 1)), porcupine.Illegal},
		"a card that is there twice":    {told(add, seen(1, 1, one, workCard{Item: 8, By: 1, Text: "ett"})), porcupine.Illegal},
		"a look at what was":            {told(add, edit, seen(1, 1, one)), porcupine.Illegal},
		"an edit":                       {told(add, edit, seen(2, 1, two)), porcupine.Ok},
		"an edit that is undone":        {told(add, edit, undo(3, ""), seen(3, 1, one)), porcupine.Ok},
		"an undo that did nothing":      {told(add, edit, undo(3, ""), seen(3, 1, two)), porcupine.Illegal},
		"an undo refused for no reason": {told(add, undo(0, "moved-on")), porcupine.Illegal},
		"an undo of another phase":      {told(add, phase(2, 2, ""), undo(3, "")), porcupine.Illegal},
		"a card in the wrong phase":     {told(phase(1, 2, ""), step(workAsk{Kind: "add", Group: 1, Person: 1, Text: "ett"}, workSays{Seq: 2, Item: 7}), seen(2, 2, one)), porcupine.Illegal},
		"a phase held for no reason":    {told(phase(0, 2, "round-open"), seen(0, 1)), porcupine.Illegal},
		"two who came in":               {told(join(1, 1, 1), join(2, 2, 2), join(2, 1, 1)), porcupine.Ok},
		"two who are one":               {told(join(1, 1, 1), join(2, 2, 1)), porcupine.Illegal},
		"one who is two":                {told(join(1, 1, 1), join(2, 1, 2)), porcupine.Illegal},
		"a log that went back":          {told(edit, add), porcupine.Illegal},
	} {
		t.Run(name, func(t *testing.T) {
			if got := porcupine.CheckOperationsTimeout(workModel, c.history, 0); got != c.want {
				t.Errorf("judged %v, want %v", got, c.want)
			}
		})
	}
}
