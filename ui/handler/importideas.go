package handler

import (
	"context"
	"io"

	"verkstad/model/sheet"
	"verkstad/ui/ideaimport"
)

// ImportIdeas lays the ideas of a list on the board, all or none. The list is called
// file in what is said; empty is the input.
func (r Request) ImportIdeas(ctx context.Context, file string) error {
	if err := r.alone("heading", "no-heading"); err != nil {
		return err
	}
	raw, err := io.ReadAll(io.LimitReader(r.In, sheet.MaxFile+1))
	if err != nil {
		return err
	}
	heading := sheet.HeadingByLook
	switch {
	case r.Has("heading"):
		heading = sheet.HeadingYes
	case r.Has("no-heading"):
		heading = sheet.HeadingNo
	}
	return ideaimport.Run(ctx, r.Room, r.Me, r.NewOp(), r.Words, ideaimport.Request{
		File: file, Raw: raw, Again: r.Has("again"), DryRun: r.Has("dry-run"),
		Options: sheet.Options{
			Encoding: r.Flag("encoding"), Separator: r.Flag("separator"), Heading: heading, Shorten: r.Has("shorten"),
			Column: r.Flag("column"), Author: r.Flag("author"), Sector: r.Flag("sector"), Category: r.Flag("category"), Cluster: r.Flag("cluster"),
		},
	}, r.Out, r.Err)
}
