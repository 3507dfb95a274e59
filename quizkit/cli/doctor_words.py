"""What `quizkit doctor` says, in both languages."""

from quizkit.model.text import Text

PROTECTIONS = {
    "reading": Text("reads none of your files", "读不到你的文件"),
    "writing": Text("changes none of your files", "改不了你的文件"),
    "network": Text("reaches no network", "连不上网络"),
    "processes": Text("starts no program", "启动不了程序"),
    "others": Text("leaves other processes alone", "碰不到其他进程"),
    "memory": Text("takes no more memory than allowed", "内存用量不超上限"),
    "disk": Text("writes no larger files than allowed", "写出的文件不超上限"),
    "computing": Text("computes no longer than allowed", "计算时间不超上限"),
    "privileges": Text("has no administrator's powers", "没有管理员权限"),
    "environment": Text("does not see your environment variables", "看不到你的环境变量"),
    "survivors": Text("leaves no process behind", "不留下任何进程"),
}
"""What a check does not do where the protection holds."""
ATTEMPTS = {
    ("reading", "file"): Text("opening a file", "打开文件"),
    ("reading", "folder"): Text("listing a folder", "列出目录"),
    ("writing", "file"): Text("creating a file", "新建文件"),
    ("writing", "mode"): Text("changing a file's mode", "修改文件权限"),
    ("network", "tcp"): Text("TCP", "TCP"),
    ("network", "udp"): Text("UDP", "UDP"),
    ("network", "unix"): Text("a Unix socket", "Unix 套接字"),
    ("processes", "fork"): Text("fork", "fork"),
    ("processes", "program"): Text("a new program", "新程序"),
    ("others", "signal"): Text("a signal", "发送信号"),
    ("others", "memory"): Text("reading memory", "读取内存"),
    ("memory", "own"): Text("memory of its own", "自有内存"),
    ("memory", "shared"): Text("shared memory", "共享内存"),
    ("disk", "size"): Text("a file of more than 256 MiB", "超过 256 MiB 的文件"),
    ("computing", "limit"): Text("lifting the limit", "解除上限"),
    ("privileges", "chroot"): Text("chroot", "chroot"),
    ("environment", "secret"): Text("reading a variable", "读取变量"),
    ("survivors", "session"): Text("leaving the session", "脱离会话"),
}
HOLDS = {
    "yes": Text("yes", "成立"),
    "partly": Text("partly", "部分成立"),
    "no": Text("no", "不成立"),
}
FINDING = Text("  {holds}: {protection}", "  {holds}：{protection}")
STOPPED = Text("{attempt}: stopped ({by})", "{attempt}：被阻止（{by}）")
WENT_THROUGH = Text("{attempt}: went through", "{attempt}：未被阻止")
BETWEEN = Text("; ", "；")
"""Between two attempts."""

CONFINEMENT = Text(
    "A check of an added pack, tried in a child just now:",
    "添加的卡组里的实验脚本（刚刚在子进程中逐项试过）：",
)
LIMITS_ALONE = Text(
    "Only Linux confines checks; here limits and timeouts alone hold, so add no pack that you do "
    "not trust.",
    "只有 Linux 能隔离实验脚本；此系统上只有资源上限和超时生效，请勿添加你不信任的卡组。",
)
SEEN = Text(
    "Names and sizes of files can be seen all the same: no protection here hides them.",
    "不过，文件的名称和大小仍然可见：上述保护都不会隐藏它们。",
)
WALLS = Text("kernel", "内核")
LANDLOCK = Text("Landlock {version}", "Landlock {version}")
NO_LANDLOCK = Text("no Landlock", "无 Landlock")
SECCOMP = Text("seccomp", "seccomp")
NO_SECCOMP = Text("no seccomp", "无 seccomp")
BOTH_WALLS = Text("{landlock}, {seccomp}", "{landlock}，{seccomp}")
MISSING = Text("not installed", "未安装")
CERTIFICATE = Text("certificate", "证书")
CERTIFIED = Text(
    "made with torch {torch}, which is installed", "用 torch {torch} 测得，与所装版本一致"
)
CERTIFIED_OTHERWISE = Text(
    "made with torch {torch}; {installed} is installed, and last digits may differ",
    "用 torch {torch} 测得；所装为 {installed}，末位数字可能不同",
)
UNCERTIFIED = Text("none", "无")
PACK = Text("pack {name}", "卡组 {name}")
PACK_THERE = Text("{path}; certificate: {certificate}", "{path}；证书：{certificate}")
PACK_GONE = Text("{path} (no longer there)", "{path}（已不存在）")
FOLDERS = {
    "data": Text("data", "数据"),
    "cache": Text("cache", "缓存"),
    "settings": Text("settings", "设置"),
    "temporary": Text("temporary files", "临时文件"),
}
NOT_WRITABLE = Text("{path} (cannot be written)", "{path}（无法写入）")
TERMINAL = Text("terminal", "终端")
PIPE = Text("none: the output goes to a file or a pipe", "无：输出到文件或管道")
SCREEN = Text(
    "{columns} × {lines}, {encoding}, {colours}", "{columns} × {lines}，{encoding}，{colours}"
)
COLOURS, NO_COLOURS = Text("colours", "彩色"), Text("no colours", "无彩色")
