package web_test

import (
	"regexp"
	"testing"

	"verkstad/model"
	"verkstad/sshserver/sshtest"
)

func TestABrowserTakesPartAndComesBack(t *testing.T) {
	r := openRoom(t)
	r.lead(model.Next{})
	c := r.newClient().come("KRABBA")
	c.join("Åsa")
	c.shows("Samla")
	c.says(`{"edit":{"field":` + c.field("Ny idé") + `,"insert":"Byt kläder"}}`)
	c.shows("Byt kläder")
	c.says(`{"edit":{"field":` + c.field("Ny idé") + `,"at":4,"delete":6,"insert":"böcker","send":true}}`)
	sshtest.Eventually(t, "the idea", func() bool {
		ideas := r.live.Board().Ideas(model.Host)
		return len(ideas) == 1 && ideas[0].Text == "Byt böcker"
	})
	c.says(`{"edit":{"field":` + c.field("Ny idé") + `,"insert":"En halv"}}`)
	c.shows("En halv")
	_ = c.ws.CloseNow()

	again := c.come("KRABBA") // with the same cookie
	again.shows("En halv")
	if n := r.live.Board().Everybody().Len(); n != 1 {
		t.Errorf("%d people, want Åsa alone", n)
	}
	stranger := r.newClient().come("KRABBA")
	stranger.shows("Vad heter du")
}

// field is the number of the field with a label, as it was told last.
func (c *client) field(label string) string {
	var id string
	sshtest.EventuallyOr(c.room.t, func() bool {
		told := fieldTold.FindAllStringSubmatch(c.texts.String(), -1)
		if len(told) == 0 || told[len(told)-1][2] != label {
			return false
		}
		id = told[len(told)-1][1]
		return true
	}, func() string { return "the field is not told: " + c.texts.String() })
	return id
}

var fieldTold = regexp.MustCompile(`"field":\{"id":(\d+),[^}]*"label":"([^"]*)"`)
