package cli

import (
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"verkstad/model"
	"verkstad/model/report"
)

// traceCommand follows an item through the meetings of its series.
func traceCommand(p Program, o *Options) *cobra.Command {
	return &cobra.Command{
		Use: "trace WORKSHOP ID", Short: o.Words.T("region.trace.short"), Long: o.Words.T("region.trace.long"), Args: exactly(2),
		Example: "verkstad trace KRABBA 15",
		RunE: func(cmd *cobra.Command, args []string) error {
			n, err := strconv.Atoi(strings.TrimPrefix(args[1], "#"))
			if err != nil {
				return usage("region.trace.badid", "Text", args[1])
			}
			return withData(p, o, func(d Data) error {
				id, err := d.Find(args[0])
				if err != nil {
					return err
				}
				room, err := d.Open(cmd.Context(), id)
				if err != nil {
					return err
				}
				boards := []*model.Board{room.Board()}
				if series := room.Board().Series; series != "" {
					if boards, err = (selection{series: series}).boards(cmd.Context(), d, o.zone); err != nil {
						return err
					}
				}
				said := report.Trace(boards, id, model.ItemID(n), o.Words)
				if said == "" {
					return &failure{"region.trace.badid", []any{"Text", args[1]}, Failed}
				}
				return put(o, "", []byte(said))
			})
		},
	}
}
