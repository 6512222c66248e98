package stage

import (
	"time"

	tea "charm.land/bubbletea/v2"
)

type toastOverMsg struct{}

const toastTime = 5 * time.Second

func (a *App) show(t ToastMsg) tea.Cmd {
	a.toast, a.toastAt = t, time.Now()
	return a.awaitToast(toastTime)
}

// awaitToast waits for the toast to have been there for long enough. There is
// one wait at a time: who holds down a key that cannot be used now is told so
// many times a second.
func (a *App) awaitToast(wait time.Duration) tea.Cmd {
	if a.toasting {
		return nil
	}
	a.toasting = true
	return func() tea.Msg {
		timer := time.NewTimer(wait)
		defer timer.Stop()
		select {
		case <-timer.C:
			return toastOverMsg{}
		case <-a.done:
			return nil
		}
	}
}

func (a *App) onToastOver() tea.Cmd {
	a.toasting = false
	if left := toastTime - time.Since(a.toastAt); left > 0 && a.toast.Text != "" {
		return a.awaitToast(left)
	}
	a.toast = ToastMsg{}
	return nil
}
