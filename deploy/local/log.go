package local

import (
	"io"
	"os"
)

// fullLog is the size from which a log is put aside at the next start; lastPart is what an error message quotes.
const fullLog, lastPart = 16 << 20, 1500

// openLog opens a part's log to append to it. The file itself is handed to the child: a pipe would break with us.
func openLog(name string) (*os.File, error) {
	if info, err := os.Stat(name); err == nil && info.Size() > fullLog {
		if err := os.Rename(name, name+".old"); err != nil {
			return nil, err
		}
	}
	return os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_APPEND, 0o600)
}

// lastLines quotes the end of a log.
func lastLines(name string) string {
	f, err := os.Open(name)
	if err != nil {
		return ""
	}
	defer f.Close()
	if info, err := f.Stat(); err == nil && info.Size() > lastPart {
		_, _ = f.Seek(-lastPart, io.SeekEnd)
	}
	text, _ := io.ReadAll(f)
	return "the end of " + name + ":\n" + string(text)
}
