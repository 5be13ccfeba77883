package pages

import (
	"net/http"

	"countersign/api"
)

// A noticesMatter is what a person was told: the unread first, then what was read.
type noticesMatter struct {
	Unread, Read api.NoticePage
	First        bool // the first page of both
	Marked       bool // something was marked as read just now
}

// notices shows what the person was told. A later page is of one of the two parts.
func notices(v *visit) error {
	unread, read := v.c.Query("after"), v.c.Query("read")
	m := noticesMatter{First: unread == "" && read == "", Marked: v.c.Query("marked") != ""}
	var err error
	if read == "" {
		if m.Unread, err = v.house.Notices(v.context(), v.who, api.NoticesUnread, unread); err != nil {
			return err
		}
	}
	if m.Unread.Next == "" && unread == "" {
		if m.Read, err = v.house.Notices(v.context(), v.who, api.NoticesRead, read); err != nil {
			return err
		}
	}
	return v.show(http.StatusOK, "notices", v.t("page-notices"), m)
}

// markRead marks the notices named by the form as read; all of them where the
// button says so.
func markRead(v *visit) error {
	typed, err := v.typed()
	if err != nil {
		return err
	}
	ids := typed["id"]
	if typed.Get("do") == "all" {
		ids = nil
	} else if len(ids) == 0 {
		return v.see("/notices")
	}
	if err := v.house.MarkRead(v.context(), v.who, ids); err != nil {
		return err
	}
	return v.see("/notices", "marked", "1")
}
