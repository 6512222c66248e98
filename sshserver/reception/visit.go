package reception

import (
	tea "charm.land/bubbletea/v2"

	"verkstad/sshserver"
	"verkstad/ui/stage"
)

// visit is one terminal's app that tells the connection when its person has
// joined, so that the longer limits hold.
type visit struct {
	*stage.App
	conn   *sshserver.Conn
	joined bool
	stays  bool // a projector: nobody types there, and it is not idle while the room is awake
}

// Init starts the app.
func (v *visit) Init() tea.Cmd {
	v.notice()
	return v.App.Init()
}

// Update hands the message to the app.
func (v *visit) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	_, cmd := v.App.Update(msg)
	v.notice()
	return v, cmd
}

func (v *visit) notice() {
	if v.stays || !v.joined && v.App.Env.Me.Person != 0 {
		v.joined = true
		v.conn.Joined()
	}
}
