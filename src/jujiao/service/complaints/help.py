"""What those who begin are told about complaints, by role."""

from django.utils.translation import gettext_lazy as _

from jujiao.kernel.record.access import Role
from jujiao.kernel.record.helping import Help, Thing

HELP = Help(
    owes={
        Role.CLERK: _("Each complaint is dispatched in time; its owner is called when it is done."),
        Role.MEMBER: _("What is dispatched to your department is accepted, answered and done in time."),
        Role.HEAD: _("Nothing that was dispatched to your department waits for somebody to take it up."),
        Role.MANAGER: _("You answer for what is late, and own what comes back for the third time."),
        Role.COMPANY: _("You hear of what is far too late, and may instruct whoever has it in hand."),
        Role.OWNER: _("For each complaint we tell you until when you have an answer, and until when it is dealt with."),
    },
    things=(
        Thing(
            rank=200,
            roles=(Role.CLERK,),
            title=_("Register a call"),
            text=_("Press N or the button on top, and type the number or the room. Then read out the promise."),
            page="complaints:register",
        ),
        Thing(
            rank=210,
            roles=(Role.CLERK,),
            title=_("Dispatch what is new"),
            text=_("A new case rings and stands first on the board. Give it to a department."),
            page="complaints:board",
        ),
        Thing(
            rank=220,
            roles=(Role.CLERK,),
            title=_("Follow up what is done"),
            text=_("Call the owner, say the sentence in the dialog, and write down the score."),
            page="complaints:follow_ups",
        ),
        Thing(
            rank=230,
            roles=(Role.MEMBER,),
            title=_("Accept, answer, finish"),
            text=_("The button in each row is the next step. The owner reads your answer at once; add photos to it."),
            at="#list",
        ),
        Thing(
            rank=240,
            roles=(Role.MEMBER,),
            title=_("Look up a case"),
            text=_("All cases of your department, open and closed, with what was said and done."),
            page="complaints:queue",
        ),
        Thing(
            rank=250,
            roles=(Role.HEAD,),
            title=_("Keep your board moving"),
            text=_("What waits longest stands on top. Give it to somebody, or send back what is not yours."),
            page="complaints:board",
        ),
        Thing(
            rank=260,
            roles=(Role.HEAD,),
            title=_("See who has what in hand"),
            text=_("Give cases to a colleague before somebody goes on leave or has too many."),
            page="complaints:in_hand",
        ),
        Thing(
            rank=270,
            roles=(Role.MANAGER, Role.COMPANY),
            title=_("See what needs you today"),
            text=_("Figures and what is late stand on top of your first page; each figure opens its cases."),
            at=".j-glance",
        ),
        Thing(
            rank=280,
            roles=(Role.MANAGER, Role.COMPANY),
            title=_("Instruct"),
            text=_("Open a case and write an instruction. Its answer comes into your inbox."),
            page="complaints:queue",
        ),
        Thing(
            rank=200,
            roles=(Role.OWNER,),
            title=_("Say what disturbs you"),
            text=_("Write it down or take a photo. You are told at once until when it is answered."),
            page="complaints_owner:register",
        ),
        Thing(
            rank=210,
            roles=(Role.OWNER,),
            title=_("See how it stands"),
            text=_(
                "Open a complaint: the answers, who is at it, and how much time is left. Urge there, or add something."
            ),
            page="complaints_owner:cases",
        ),
        Thing(
            rank=220,
            roles=(Role.OWNER,),
            title=_("Say whether you are satisfied"),
            text=_("When it is done, rate it. If you are not satisfied, it is taken up again."),
        ),
    ),
)
