package store

import (
	"bufio"
	"bytes"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"runtime/debug"

	"verkstad/model"
	"verkstad/model/code"
	"verkstad/model/text"
	"verkstad/store/bolt"
)

// Bounds of a bundle, so that one from elsewhere can do no harm.
const (
	maxBundleLine   = 80 << 20 // bytes of one event
	maxBundleEvents = 1 << 20  // of one workshop
	maxBundle       = 4096     // workshops
)

// ErrNotBundle is returned for a file that is no bundle, or that is truncated.
var ErrNotBundle = errors.New("it is no bundle of Verkstad, or is cut short")

// bundleHead is the first line of a bundle, bundleEntry the line before the events of a
// workshop. Each event is a line as it is on disk.
type (
	bundleHead struct {
		Format    string `json:"format"`
		Workshops int    `json:"workshops"`
	}
	bundleEntry struct {
		Workshop string `json:"workshop"`
		Events   uint64 `json:"events"`
		Head     string `json:"head"` // link of the last event, hexadecimal
	}
)

// ExportBundle writes the complete logs of workshops, names included, in the order given.
// It returns ErrNoWorkshop or ErrDamaged.
func (s *Store) ExportBundle(w io.Writer, ids []string) error {
	out := bufio.NewWriter(w)
	if err := writeLine(out, bundleHead{model.BundleFormat, len(ids)}); err != nil {
		return err
	}
	for _, id := range ids {
		payloads, head, err := s.payloads(id)
		if err != nil {
			return err
		}
		if err := writeLine(out, bundleEntry{id, uint64(len(payloads)), hex.EncodeToString(head[:])}); err != nil {
			return err
		}
		for _, p := range payloads {
			if _, err := out.Write(append(p, '\n')); err != nil {
				return err
			}
		}
	}
	return out.Flush()
}

func writeLine(w io.Writer, v any) error {
	raw, err := json.Marshal(v)
	if err != nil {
		return err
	}
	_, err = w.Write(append(raw, '\n'))
	return err
}

// payloads returns a workshop's log as it is on disk, and the link of its last event.
func (s *Store) payloads(id string) (all [][]byte, head [32]byte, err error) {
	err = s.db.Read(id, 1, func(_ uint64, payload []byte) error {
		all = append(all, bytes.Clone(payload))
		head = bolt.Link(head, payload)
		return nil
	})
	if err == nil && len(all) == 0 {
		err = fmt.Errorf("%w: %q", ErrNoWorkshop, id)
	}
	return all, head, err
}

// ImportBundle imports the workshops of a bundle. What is here already stays as it is; a
// log that continues the one here is appended; one that differs from it is a conflict, and
// so is one that no Verkstad would have written. Each workshop is imported completely or
// not at all, and importing it again changes nothing. The error is ErrNotBundle, or that
// the disk does not take it; what was imported until then is returned all the same.
func (s *Store) ImportBundle(r io.Reader) ([]model.Taken, error) {
	in := bufio.NewScanner(r)
	in.Buffer(make([]byte, 64<<10), maxBundleLine)
	var head bundleHead
	if !in.Scan() || json.Unmarshal(in.Bytes(), &head) != nil || head.Format != model.BundleFormat || head.Workshops < 0 || head.Workshops > maxBundle {
		return nil, errors.Join(ErrNotBundle, in.Err())
	}
	var all []model.Taken
	for range head.Workshops {
		var entry bundleEntry
		if !in.Scan() || json.Unmarshal(in.Bytes(), &entry) != nil || entry.Events == 0 || entry.Events > maxBundleEvents {
			return all, errors.Join(ErrNotBundle, in.Err())
		}
		var payloads [][]byte
		for range entry.Events {
			if !in.Scan() {
				return all, errors.Join(ErrNotBundle, in.Err())
			}
			payloads = append(payloads, bytes.Clone(in.Bytes()))
		}
		taken, err := s.importOne(entry, payloads)
		if err != nil {
			return all, err
		}
		all = append(all, taken)
	}
	return all, nil
}

// importOne imports one workshop.
func (s *Store) importOne(entry bundleEntry, payloads [][]byte) (model.Taken, error) {
	taken := model.Taken{ID: text.Draw(entry.Workshop), Events: entry.Events, What: model.TakenConflict}
	info, err := verifyImported(entry, payloads)
	if err != nil {
		taken.Why = text.Draw(err.Error())
		return taken, nil
	}
	taken.Title = info.Title
	s.creating.Lock()
	defer s.creating.Unlock()
	s.mu.Lock()
	_, known := s.infos[entry.Workshop]
	live := s.lives[entry.Workshop] != nil
	s.mu.Unlock()
	var here [][]byte
	if known {
		if here, _, err = s.payloads(entry.Workshop); err != nil {
			return taken, err
		}
	}
	for i := range min(len(here), len(payloads)) {
		if !bytes.Equal(here[i], payloads[i]) {
			taken.Why = fmt.Sprintf("event %d is another here", i+1)
			return taken, nil
		}
	}
	switch {
	case len(here) == len(payloads):
		taken.What = model.TakenSame
		return taken, nil
	case len(here) > len(payloads):
		taken.What = model.TakenOlder
		return taken, nil
	case live:
		taken.Why = "it is open here"
		return taken, nil
	case !known && info.Ended.IsZero() && s.codeTaken(info.Code, false):
		taken.Why = "a workshop that goes on here has its code, " + info.Code
		return taken, nil
	}
	encoded, err := json.Marshal(info)
	if err != nil {
		return taken, err
	}
	commit := bolt.Commit{First: uint64(len(here)) + 1, Payloads: payloads[len(here):], Info: encoded}
	if err := s.db.Append(entry.Workshop, commit); err != nil {
		return taken, err
	}
	s.setInfo(info)
	if taken.What = model.TakenNew; known {
		taken.What = model.TakenContinued
	}
	return taken, nil
}

// verifyImported verifies a log from elsewhere: its chain, that each event is known and has
// only text that can be shown, that the events fold, and that the board is one that
// Verkstad would have made.
func verifyImported(entry bundleEntry, payloads [][]byte) (info model.Summary, err error) {
	defer func() {
		if value := recover(); value != nil {
			err = fmt.Errorf("its events cannot be applied: %v (%d bytes of trace)", value, len(debug.Stack()))
		}
	}()
	if !goodID(entry.Workshop) {
		return info, errors.New("its id is none")
	}
	var link [32]byte
	records := make([]model.Record, 0, len(payloads))
	for i, p := range payloads {
		r, err := model.DecodeRecord(uint64(i+1), p)
		if err != nil {
			return info, err
		}
		if err := checkText(r, p); err != nil {
			return info, fmt.Errorf("event %d %w", i+1, err)
		}
		link = bolt.Link(link, p)
		records = append(records, r)
	}
	if hex.EncodeToString(link[:]) != entry.Head {
		return info, errors.New("its events are not those that the bundle was sealed with")
	}
	created, ok := records[0].Event.(model.WorkshopCreated)
	if !ok || created.ID != entry.Workshop {
		return info, errors.New("it does not begin with its own making")
	}
	if _, ok := code.Normalise(created.Code); !ok {
		return info, errors.New("its join code is none")
	}
	b := model.Fold(records)
	raw, err := b.Document(model.Host).JSON()
	if err != nil {
		return info, err
	}
	if _, err := model.ParseDocument(raw); err != nil {
		return info, err
	}
	info = b.Summarize()
	for _, r := range records {
		if !r.At.IsZero() {
			info.Changed = r.At
		}
	}
	return info, nil
}

// checkText returns an error for an event with text that a terminal would not show as it
// is, either in its JSON or in the decoded event, which has more text if a name occurs
// twice and both are decoded into one value.
func checkText(r model.Record, payload []byte) error {
	again, err := model.EncodeRecord(r)
	if err != nil {
		return err
	}
	return errors.Join(checkJSONText(payload), checkJSONText(again))
}

// checkJSONText returns an error for JSON with text that a terminal would not show as it
// is.
func checkJSONText(raw []byte) error {
	var v any
	if err := json.Unmarshal(raw, &v); err != nil {
		return err
	}
	if !allShown(v) {
		return errors.New("has text that cannot be shown")
	}
	return nil
}

func allShown(v any) bool {
	switch v := v.(type) {
	case string:
		return text.Draw(v) == v
	case []any:
		for _, x := range v {
			if !allShown(x) {
				return false
			}
		}
	case map[string]any:
		for k, x := range v {
			if text.Draw(k) != k || !allShown(x) {
				return false
			}
		}
	}
	return true
}
