package audit

import "verkstad/model"

// PageSize is how many records are read at a time: few enough that nobody who writes
// meanwhile notices.
const PageSize = 2000

// Source returns up to n records that end with number last, oldest first.
type Source func(last uint64, n int) ([]model.Record, error)

// Reader reads the log backwards, from the newest entry on, and no more of it than is asked
// for.
type Reader struct {
	board  *model.Board
	read   Source
	filter Filter
	last   uint64         // number of the last record that has not been read
	rest   []model.Record // read, and not looked at yet
}

// NewReader returns a reader that begins with the newest record of the board.
func NewReader(b *model.Board, read Source, f Filter) *Reader {
	return &Reader{board: b, read: read, filter: f, last: b.Seq}
}

// Next returns the next n entries that the filter selects, newest first; fewer only at the
// beginning of the log.
func (r *Reader) Next(n int) ([]Entry, error) {
	var out []Entry
	for len(out) < n {
		if len(r.rest) == 0 {
			if r.last == 0 {
				break
			}
			records, err := r.read(r.last, PageSize)
			if err != nil {
				return out, err
			}
			if r.rest = records; len(records) == 0 {
				r.last = 0
				break
			}
			r.last = records[0].Seq - 1
		}
		newest := r.rest[len(r.rest)-1]
		r.rest = r.rest[:len(r.rest)-1]
		if e, ok := EntryOf(r.board, newest); ok && r.filter.takes(e) {
			out = append(out, e)
		}
	}
	return out, nil
}

// Page returns page number page, from 1, of pages of size entries; more reports whether
// there is another page after it.
func (r *Reader) Page(page, size int) (entries []Entry, more bool, err error) {
	for range page - 1 {
		passed, err := r.Next(size)
		if err != nil || len(passed) < size {
			return nil, false, err
		}
	}
	entries, err = r.Next(size + 1)
	if len(entries) > size {
		return entries[:size], true, err
	}
	return entries, false, err
}
