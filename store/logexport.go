package store

import (
	"bufio"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"

	"verkstad/model/text"
	"verkstad/store/bolt"
)

// LogFormat names the format that ExportLog writes; see docs/log.md.
const LogFormat = "verkstad-log/1"

// logHeader is the first line of an exported log.
type logHeader struct {
	Format   string `json:"format"`
	Workshop string `json:"workshop"`
	Events   uint64 `json:"events"`
	Head     string `json:"head"` // hash of the last event
}

// logLine is one event of an exported log.
type logLine struct {
	Seq   uint64 `json:"seq"`
	CRC   string `json:"crc"`
	Prev  string `json:"prev"`
	Hash  string `json:"hash"`
	Event string `json:"event"` // as it is on disk, byte for byte
}

// ExportLog writes a workshop's whole log as JSON lines: a header, and then each event with
// its checksum and its links in the chain, so that the log can be verified without Verkstad
// (docs/log.md). Events that are written meanwhile are not included. It returns
// ErrNoWorkshop, or ErrDamaged after writing the events before the damage.
func (s *Store) ExportLog(w io.Writer, id string) error {
	head, err := s.db.Head(id)
	if err != nil {
		return fmt.Errorf("export the log of workshop %s: %w", id, err)
	}
	if head.Seq == 0 {
		return fmt.Errorf("%w: %q", ErrNoWorkshop, id)
	}
	out := bufio.NewWriter(w)
	lines := json.NewEncoder(shownWriter{out})
	lines.SetEscapeHTML(false)
	if err := lines.Encode(logHeader{LogFormat, id, head.Seq, hex.EncodeToString(head.Hash[:])}); err != nil {
		return err
	}
	var chain bolt.Chain
	err = s.db.Read(id, 1, func(seq uint64, payload []byte) error {
		if seq > head.Seq {
			return io.EOF
		}
		prev := chain.Hash
		crc := chain.Add(payload)
		return lines.Encode(logLine{
			Seq: seq, CRC: hex.EncodeToString(crc[:]), Prev: hex.EncodeToString(prev[:]),
			Hash: hex.EncodeToString(chain.Hash[:]), Event: string(payload),
		})
	})
	if err != nil && err != io.EOF {
		return fmt.Errorf("export the log of workshop %s: %w", id, err)
	}
	return out.Flush()
}

// shownWriter escapes what a terminal would interpret; each call must be given whole lines.
type shownWriter struct{ w io.Writer }

func (s shownWriter) Write(line []byte) (int, error) {
	if _, err := s.w.Write(text.EscapeJSON(line)); err != nil {
		return 0, err
	}
	return len(line), nil
}
