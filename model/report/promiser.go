package report

import (
	"strings"

	"verkstad/model"
	"verkstad/model/text"
)

// Promiser returns who keeps a commitment, as it is written, and if somebody else wrote it,
// who did and whether the people who are named agree: "Asa (skrivet av Bo, inte
// bekräftat)". It is empty where names are not shown.
func Promiser(b *model.Board, c *model.Commitment, w Words) string {
	who := b.KeepersOf(c)
	if !b.NamesShown(c.Phase) || who == "" {
		return ""
	}
	var about []string
	if b.WrittenByOther(c) {
		if name := b.WriterOf(c); name != "" {
			about = append(about, w.T("report.promise.by", "Name", text.Unmarked(name)))
		} else {
			about = append(about, w.T("report.promise.host"))
		}
		switch b.ConsentOf(c) {
		case model.Waiting:
			about = append(about, w.T("report.promise.waiting"))
		case model.Agreed:
			about = append(about, w.T("report.promise.agreed"))
		case model.Refused:
			about = append(about, w.T("report.promise.refused", "Names", text.Unmarked(b.RefusersOf(c))))
		case model.NotAsked:
			if c.Writer != "" || c.HostWrote || c.Reworded {
				about = append(about, w.T("report.promise.waiting"))
			}
		}
	}
	who = text.Unmarked(who)
	if len(about) == 0 {
		return who
	}
	return who + " (" + strings.Join(about, ", ") + ")"
}

// FollowNote returns the note on how a commitment is going, and who wrote it if it is
// another's commitment: "De svarade ja (enligt Bo)".
func FollowNote(b *model.Board, c *model.Commitment, w Words) string {
	name, other := b.FollowerOf(c)
	by := ""
	switch {
	case other && name != "":
		by = "(" + w.T("report.promise.follower", "Name", text.Unmarked(name)) + ")"
	case other:
		by = "(" + w.T("report.promise.hostfollows") + ")"
	}
	return strings.TrimSpace(text.UnmarkedEnd(c.Note) + " " + by)
}

// said returns whose something is, and who wrote it if that was somebody else: "Ida,
// skrivet av Bo".
func (p *docWriter) said(said model.Said) (marks []string) {
	if !said.Other {
		return nil
	}
	if said.Author != "" {
		marks = append(marks, flat(said.Author))
	}
	if said.Writer == "" {
		return append(marks, p.w.T("report.promise.host"))
	}
	return append(marks, p.w.T("report.promise.by", "Name", flat(said.Writer)))
}
