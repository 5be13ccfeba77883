package regulation

// ApprovalAbsence 休假与代办: who is away is stood in for.
var ApprovalAbsence = clause("approval.absence", "house", title{"休假代办", "Absence"},
	"休假期间，待本人或其职务（无其他在岗任职人）办理的待办，由其在有效期和范围内的代理人代签；没有代理人的转副职，再转上级职务、总经理；代办人也不在岗的不再转代理。申请人本人的修改、签收和答复等其返岗。返岗当日未办的退还本人并告知双方。原限期不变，剩余不足规定时间的补足，使代办人有时间核阅。无人可代的发出警示。",
	"While somebody is away, what waits for that person, or for a post that nobody else holds, is signed by a proxy in force whose scope covers it; without one it goes to the deputy, the superior post and the general manager. A proxy who is away passes nothing on. What only the applicant can do - mend, take, answer - waits for the return. What is undone on the day of return goes back, and both are told. The deadline stays as it was; where less than a set time is left it is made up to that, so that who stands in has time to read. Where nobody can stand in there is an alarm.")

// StandInLeastHours is the working time that who stands in, or who comes back, has at
// least: a deadline that was set for somebody else must not be lost in the move, nor
// be so near that it cannot be kept.
var StandInLeastHours = param(ApprovalAbsence, "least_working_hours", 8, between(0, 80))
