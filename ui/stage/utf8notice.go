package stage

import (
	"strings"

	tea "charm.land/bubbletea/v2"
)

// saysOtherThanUTF8 reports whether a terminal's environment names another encoding than
// UTF-8. Of LC_ALL, LC_CTYPE and LANG the first that is set decides, as in POSIX. A locale
// that names no encoding, such as C, says nothing: most terminals are UTF-8 all the same.
func saysOtherThanUTF8(environ tea.EnvMsg) bool {
	for _, name := range []string{"LC_ALL", "LC_CTYPE", "LANG"} {
		locale := environ.Getenv(name)
		if locale == "" {
			continue
		}
		_, encoding, named := strings.Cut(locale, ".")
		encoding, _, _ = strings.Cut(encoding, "@")
		plain := strings.ToLower(strings.ReplaceAll(encoding, "-", ""))
		return named && plain != "utf8" && encoding != ""
	}
	return false
}

// adviseUTF8 says what to do with a terminal that is not UTF-8.
func (a *App) adviseUTF8() tea.Cmd {
	return a.show(ToastMsg{Text: a.Env.Words.T("app.connect.utf8"), Bad: true})
}
