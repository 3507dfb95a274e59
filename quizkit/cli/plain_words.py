"""What the session in lines says beside what the screen says too."""

from quizkit.model.text import Text

SHOW_ANSWER = Text("Enter shows the answer (? for more): ", "按回车显示答案（? 查看其他命令）：")
YOUR_NUMBER = Text("Your number (? for more): ", "你的预测（? 查看其他命令）：")
YOUR_OPTION = Text("The number of an option (? for more): ", "选项的数字（? 查看其他命令）：")
YOUR_ORDER = Text(
    "The numbers of all, the smallest first, as in 2 1 3 (? for more): ",
    "按从小到大写出所有数字，例如 2 1 3（? 查看其他命令）：",
)
YOUR_WORDS = Text(
    "Your answer, in one line (? for more): ", "你的回答，写在一行里（? 查看其他命令）："
)
YOUR_GRADE = Text("Your grade, 1 to 4 (? for more): ", "你的评分，1 到 4（? 查看其他命令）：")
KEEP_OR_RESET = Text("k keeps the schedule, n starts anew: ", "k 保留进度，n 重新开始：")
FINISH = Text(
    "Enter finishes, u takes back the last answer or decision: ",
    "回车结束，u 撤销上一次作答或操作：",
)
NO_OPTION = Text("There is no such option.", "没有这个选项。")
NO_ORDER = Text("Name each number once.", "每个数字写一次。")
NO_WORDS = Text("Write a sentence first.", "请先写一句话。")
MEASURING = Text("Measuring …", "正在实测……")
READING = Text("Reading …", "正在阅读……")
COMMANDS = Text(
    "l language, u undo, z until tomorrow, x suspend, m flag, "
    "o edit the file, r sources, g terms, q quit",
    "l 语言，u 撤销，z 推迟到明天，x 暂停，m 标记，o 编辑文件，r 来源，g 术语，q 退出",
)
COMMANDS_AFTER = Text(
    "1 to 4 grade, Enter gives the suggested grade, a to f tick a point, v runs a control, "
    "w another form for a leech, k skips a card whose check broke; "
    "l language, u undo, z until tomorrow, x suspend, m flag, "
    "o edit the file, r sources, g terms, q quit",
    "1 到 4 评分，回车采用建议的评分，a 到 f 勾选要点，v 运行对照实验，"
    "w 换一种形式问顽固卡片，k 跳过检验出错的卡片；"
    "l 语言，u 撤销，z 推迟到明天，x 暂停，m 标记，o 编辑文件，r 来源，g 术语，q 退出",
)
