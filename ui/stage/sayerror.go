package stage

import (
	"context"
	"errors"
	"slices"
	"strings"

	"verkstad/model"
	"verkstad/model/method"
	"verkstad/ui/i18n"
)

// Say is an error in a language. An error that is nobody's doing is said as it is.
func Say(w *i18n.Words, err error) string {
	var me *model.Error
	if errors.As(err, &me) && w.Has("error."+me.Code) {
		return sayWith(w, "error."+me.Code, me.Args)
	}
	if errors.Is(err, context.DeadlineExceeded) {
		return w.T("error.slow")
	}
	return w.T("error.failed", "Reason", strings.TrimSpace(err.Error()))
}

// sayWith is the words of an error or a reason with args as A, B, … in them.
func sayWith(w *i18n.Words, id string, args []any) string {
	kv := make([]any, 0, 2*len(args))
	for i, a := range args {
		switch why := a.(type) {
		case model.Reason:
			a = sayWith(w, "error.reason."+why.Code, why.Args)
		case error:
			a = sayReason(w, why)
		}
		kv = append(kv, string(rune('A'+i)), a)
	}
	if len(args) > 0 {
		if n, ok := args[0].(int); ok { // the first number is what is counted
			return w.N(id, n, kv...)
		}
	}
	return w.T(id, kv...)
}

// sayReason is an error that is part of another: settings of a step with what is
// wrong with each.
func sayReason(w *i18n.Words, err error) string {
	wrong := method.Errors(err)
	if len(wrong) == 0 {
		return strings.TrimSuffix(Say(w, err), ".")
	}
	said := make([]string, len(wrong))
	for i, e := range wrong {
		said[i] = sayWith(w, "error.method."+e.Code, e.Args)
		if e.Field != "" {
			said[i] = settingName(w, e.Field) + ": " + said[i]
		}
	}
	return strings.Join(said, "; ")
}

// settingName is what a field of a step is called: "seats of session 2" for
// sessions[2].seats.
func settingName(w *i18n.Words, field string) string {
	var parts []string
	number := ""
	for part := range strings.SplitSeq(field, ".") {
		if slices.Contains(i18n.Languages, part) {
			continue
		}
		name, at, numbered := strings.Cut(part, "[")
		if numbered {
			number = strings.TrimSuffix(at, "]")
		}
		parts = append(parts, strings.ReplaceAll(name, "_", "-"))
	}
	id := "error.setting." + strings.Join(parts, "-")
	if !w.Has(id) {
		return field
	}
	return w.T(id, "N", number)
}
