package regulation

// Parameters of deadlines. Hours are working hours of the company's calendar;
// RemindHours, the first reminder, stands with the other parameters of countersigning.
var (
	// RemindTimes is how often a holder is reminded in all; 0 = never.
	RemindTimes = param(ApprovalDeadline, "remind_times", 2, between(0, 10))
	// RemindAgainHours passes between two reminders.
	RemindAgainHours = param(ApprovalDeadline, "remind_again_hours", 2, between(1, 80))
	// EscalateHours passes after the deadline before the superior post is given the task as well.
	EscalateHours = param(ApprovalDeadline, "escalate_hours_after", 0, between(0, 400))
	// ClimbHours passes after each rung before the next superior is, and after the
	// last one before the alarm.
	ClimbHours = param(ApprovalDeadline, "climb_hours", 8, between(1, 400))
)
