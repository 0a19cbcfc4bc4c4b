"""What a company begins with: a wording for each occasion (3.1.2), which it changes as it likes."""

from collections.abc import Mapping
from types import MappingProxyType

from jujiao.service.calls.models import Occasion

FIRST: Mapping[Occasion, str] = MappingProxyType(
    {
        Occasion.GREETING: "{时段问候}，{小区}客服中心，我是{接听人}，请问有什么可以帮您？",
        Occasion.ENQUIRY: (
            "{来电人}您好，您问的是……，我给您说明一下。\n"
            "（能当场答复的当场答清楚；拿不准的不猜：“这个我核实一下，今天内给您回电，您看方便吗？”）\n"
            "请问我说清楚了吗？还有别的需要吗？"
        ),
        Occasion.COMPLAINT: (
            "{来电人}您好，给您添麻烦了，您慢慢说，我记下来。\n"
            "我跟您核对一下：您家是{房号}，情况是……，对吗？\n"
            "我马上转给负责的部门，会在承诺的时间内先给您答复，处理完还会回访。您的投诉编号是……。"
        ),
        Occasion.SUGGESTION: (
            "谢谢{来电人}，您的意见我原话记下来了。\n需要我们给您一个书面答复吗？用这个号码联系您方便吗？"
        ),
        Occasion.CALLING_BACK: (
            "{时段问候}，请问是{来电人}吗？我是{小区}客服中心{接听人}，"
            "刚才您来电我们没能及时接听，很抱歉。请问有什么可以帮您？"
        ),
        Occasion.FAREWELL: "好的，您反映的事我都记下了。感谢来电，再见。（请等对方先挂断）",
    }
)
