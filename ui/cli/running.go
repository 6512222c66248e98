package cli

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"verkstad/model/text"
	"verkstad/model/workshop"
)

// runningName is the file, in the data folder, in which a server says how it is
// reached: for those who find that it has the data open.
const runningName = "running"

// NoteRunning says in the data folder how the server is reached, until forget
// is called. That it cannot be said there is no reason not to run.
func NoteRunning(o *Options, j workshop.Join) (forget func() error) {
	file := filepath.Join(o.Data, runningName)
	if len(j.Lines) == 0 || replaceFile(file, j.Lines[0]+"\n") != nil {
		return func() error { return nil }
	}
	return func() error {
		if err := os.Remove(file); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		return nil
	}
}

// replaceFile writes a file that only its owner can read. Whoever finds it finds all
// of it.
func replaceFile(name, content string) error {
	f, err := os.CreateTemp(filepath.Dir(name), "."+filepath.Base(name)+"-*")
	if err != nil {
		return err
	}
	w := &written{File: f, whole: f.Name(), to: name}
	_, err = w.Write([]byte(content))
	return errors.Join(err, w.Close())
}

// locked says that a Verkstad that runs has the data open, and how else to
// come at what is in it: by the one that runs, and by the newest backup that
// is whole, made at a time; an empty backup is none.
func locked(o *Options, backup string, made time.Time) string {
	said := []string{o.Words.T("cli.locked.is", "Folder", o.Data)}
	if !o.Reads && o.instead == "" {
		return said[0] + " " + o.Words.T("cli.locked.close")
	}
	if line, err := os.ReadFile(filepath.Join(o.Data, runningName)); err == nil && len(line) < 1000 && o.instead != "" {
		said = append(said, o.Words.T("cli.locked.ask", "Command", strings.TrimSpace(text.Draw(string(line)))+" "+o.instead))
	}
	if backup != "" && o.Reads {
		said = append(said, o.Words.T("cli.locked.backup", "Time", made.Local().Format("15:04"), "Command", sameWith(o, backup)))
	}
	if len(said) == 1 {
		return said[0] + " " + o.Words.T("cli.locked.close")
	}
	return strings.Join(said, "\n")
}

// sameWith is the command that was asked for, with other data.
func sameWith(o *Options, data string) string {
	command := "verkstad"
	for i, word := range o.commandLine {
		value := i > 0 && o.commandLine[i-1] == "--data"
		if value || word == "--data" || strings.HasPrefix(word, "--data=") {
			continue
		}
		command += " " + quoted(word)
	}
	return command + " --data " + quoted(data)
}

// restoreLine is the command that puts a backup in the place of the database.
func restoreLine(o *Options, backup string, flags ...string) string {
	line := append([]string{"verkstad", "restore", quoted(backup)}, onData(o)...)
	return strings.Join(append(line, flags...), " ")
}

// onData is how a command says which data folder it means; nothing for the usual
// one.
func onData(o *Options) []string {
	if o.Data == o.defaultFolder {
		return nil
	}
	return []string{"--data", quoted(o.Data)}
}

// quoted is a word as a shell takes it for one.
func quoted(word string) string {
	if word != "" && !strings.ContainsAny(word, " \t\n\"'`$&|;<>()*?[]#~!{}\\") {
		return word
	}
	return "'" + strings.ReplaceAll(word, "'", `'\''`) + "'"
}
