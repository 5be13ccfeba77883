package message_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// instead are words of which the same thing has another one on every surface.
var instead = map[string]map[string]string{
	"zh-CN": {"账号": "账户", "帐号": "账户", "帐户": "账户", "签署": "签字", "签名": "签字", "签批": "签核", "经办人": "申请人", "发起人": "申请人", "履历": "办理记录",
		"时限": "限期", "超期": "逾期", "登记簿": "登记表", "台账": "台帐", "字段": "栏目", "岗位": "职务", "职位": "职务", "系统管理员": "管理员", "评论": "留言", "讨论": "留言",
		"备用码": "恢复码", "验证器": "动态口令", "动态码": "动态口令", "委托": "代理", "转交": "转办", "驳回": "拒绝、退回", "破例": "特批", "请求特批": "申请特批", "搜索": "查找"},
	"en": {`personnel`: "human resources", `Human Resources`: "human resources", `[Dd]iscussion`: "comments", `handed on`: "transferred", `taken away`: "removed",
		`on the wall`: "elapsed", `[Rr]ejected`: "refused", `[Aa]pprover`: "signer", `[Bb]ackup code`: "recovery code", `[Aa]uthenticator`: "app"},
}

// allowed are names that are no words of ours.
var allowed = regexp.MustCompile(`field:approver`)

func TestOneThingHasOneWordOnEverySurface(t *testing.T) {
	for lang, words := range instead {
		var files []string
		for _, pattern := range []string{"*." + lang + ".yaml", "../../api/web/src/i18n/" + lang + "/*.ts"} {
			found, err := filepath.Glob(pattern)
			require.NoError(t, err)
			require.NotEmpty(t, found, pattern)
			files = append(files, found...)
		}
		for _, file := range files {
			body, err := os.ReadFile(file)
			require.NoError(t, err)
			require.NotRegexpf(t, `20(2[5-9]|[3-9]\d)-\d\d`, string(body), "%s has an example of a date, which will be in the past", file)
			for i, line := range strings.Split(allowed.ReplaceAllString(string(body), ""), "\n") {
				for word, better := range words {
					require.Falsef(t, regexp.MustCompile(word).MatchString(line), "%s:%d says %s where others say %s: %s", file, i+1, word, better, line)
				}
			}
		}
	}
}
