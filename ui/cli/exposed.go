package cli

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"
)

// Permission bits that let others than the owner read, or change.
const (
	othersRead   fs.FileMode = 0o044
	othersChange fs.FileMode = 0o022
)

// WarnOfOthers says on the error output what others on this computer can read
// or change in the data folder, and how to close it, as ssh does for its files.
// Nothing is changed. Windows has other means, and says nothing.
func WarnOfOthers(o *Options) {
	if runtime.GOOS == "windows" {
		return
	}
	folder, err := os.Stat(o.Data)
	if err != nil || !folder.IsDir() || folder.Mode().Perm()&0o077 == 0 {
		return // what is in a closed folder cannot be reached
	}
	var read, change []string
	for _, name := range []string{"", "verkstad.db", "facilitators", "host_ed25519", "rounds", "backups", "verkstad.log"} {
		info, err := os.Stat(filepath.Join(o.Data, name))
		if err != nil {
			continue
		}
		said := fmt.Sprintf("%s (%04o)", filepath.Join(o.Data, name), info.Mode().Perm())
		switch mode := info.Mode(); {
		case mode&othersChange != 0:
			change = append(change, said)
		case mode&othersRead != 0 && name != "facilitators": // whose keys are public
			read = append(read, said)
		}
	}
	for _, s := range []struct {
		word  string
		files []string
	}{{"cli.exposed.change", change}, {"cli.exposed.read", read}} {
		if len(s.files) > 0 {
			fmt.Fprintln(o.Err, o.Words.T(s.word, "Files", strings.Join(s.files, ", "), "Folder", quoted(o.Data)))
		}
	}
}

// WarnOfHealed says on the error output that what lists show of some workshops,
// by their codes, was damaged and has been made again.
func WarnOfHealed(o *Options, codes []string) {
	if len(codes) > 0 {
		fmt.Fprintln(o.Err, o.Words.T("cli.healed.lists", "Workshops", strings.Join(codes, ", ")))
	}
}

// WarnOfZone says on the error output that TZ names no time zone: times would
// be those of UTC without a word.
func WarnOfZone(o *Options) {
	zone := strings.TrimPrefix(os.Getenv("TZ"), ":")
	if zone == "" || filepath.IsAbs(zone) {
		return
	}
	if _, err := time.LoadLocation(zone); err != nil {
		fmt.Fprintln(o.Err, o.Words.T("cli.exposed.zone", "Zone", zone))
	}
}
