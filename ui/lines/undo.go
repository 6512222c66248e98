package lines

import (
	"encoding/json"

	"verkstad/model"
	"verkstad/model/text"
	"verkstad/ui/stage"
)

// Deed is what undo --json and redo --json print: what was taken back or done again.
type Deed struct {
	Kind  model.DeedKind `json:"kind"`
	Text  string         `json:"text,omitempty"` // of the one thing that was changed
	Count int            `json:"count"`          // how many things or people
}

// undo takes back what the caller did last, and says what that was.
func (c *call) undo() error {
	if err := c.done(model.Undo{}); err != nil {
		return err
	}
	deed, known := c.Room.Board().Undone(c.me)
	return c.tellDeed("line.undo.undone", "undone", deed, known)
}

// redo does again what the caller took back, and says what that was.
func (c *call) redo() error {
	if err := c.done(model.Redo{}); err != nil {
		return err
	}
	deed, known := c.Room.Board().Done(c.me)
	return c.tellDeed("line.undo.redone", "redone", deed, known)
}

// tellDeed says what was undone or redone, in the words with the id or in JSON under
// the key. It is not known if the same person has done something at another terminal
// since.
func (c *call) tellDeed(id, key string, deed model.Deed, known bool) error {
	if !known {
		return nil
	}
	if !c.Has("json") {
		c.say(id, "Deed", text.OneLine(stage.SayDeed(c.words, deed)))
		return nil
	}
	raw, err := json.Marshal(map[string]Deed{key: {deed.Kind, deed.Text, max(deed.N, 1)}})
	if err != nil {
		return err
	}
	c.line(string(raw))
	return nil
}
