package models

import "strings"

// passwordWords are what people take for a password before anything else, in
// English and in pinyin.
var passwordWords = strings.Fields(`
password passwd passw0rd pass pwd admin administrator root user username login guest test testing demo default system server
welcome letmein changeme secret hello iloveyou love lovely monkey dragon football baseball basketball soccer master sunshine princess
shadow superman batman michael jordan freedom whatever trustno internet computer samsung google windows office company manager work
money lucky happy forever angel baby honey summer winter spring autumn monday friday january december qwerty qwertz azerty asdf zxcv qaz wsx edc
abc abcd countersign approval
mima wodemima woaini aini woaiwojia woaiwoziji wode nihao nimen women zhongguo zhonghua beijing shanghai guangzhou shenzhen hangzhou tianjin chongqing
gongsi laoban jingli zongjingli bumen caiwu kuaiji chuna renshi xingzheng bangong bangongshi shengchan xiaoshou huiqian shenpi yinzhang
guanliyuan yonghu denglu ceshi moren xitong fuwuqi
qinaide baobei baobao laopo laogong mama baba erzi nver jiejie gege didi meimei pengyou
tiantian kaixin kuaile xingfu pingan jiankang facai gongxi gongxifacai xinnian xinniankuaile shengri shengrikuaile jiayou haoyun fugui
zhangsan lisi wangwu zhaoliu xiaoming xiaohong woshishui woshi buzhidao meiyou zhidao
taobao weixin weibo zhifubao alipay wechat baidu tencent huawei xiaomi
dearbook caonima shabi wangba woaini1314 aini1314
520 521 1314 5201314 7758521 168 1688 666 888 999 110 119 120 123 321 456 654 789 987 000 111 222 333 444 555 777 147258 258369 147369 123123 112233 121212
密码 我爱你 我的 公司 老板 经理 会签 你好 中国 北京 上海 管理员 宝贝 生日快乐 恭喜发财
`)
