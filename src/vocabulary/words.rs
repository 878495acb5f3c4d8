//! The word lists behind [`vocabulary`](super): data, no logic.

pub(super) const RATIO_ENDINGS: &str = "率 比例 占比 比重 百分比 满意度 免疫密度";
pub(super) const SHARE_ENDINGS: &str = "比例 占比 比重 百分比";
pub(super) const SATISFACTION_TAILS: &str = "度 程度 率 比例 占比 情况 水平 评价 调查 测评 结果";
/// End in 率 and are no share of anything.
pub(super) const NO_RATIO: &str = "\
    效率 速率 频率 功率 分辨率 汇率 码率 帧率 倍率 生产率 周转率 容积率 心率 曲率 斜率 电阻率 采样率 \
    费率比";
/// Set by rule, not reached by effort.
pub(super) const FIXED_RATES: &str = "税率 利率 费率 贴息率 折扣率 补助率 补贴率 报销率 提取率 折旧率 配比 免疫密度";
pub(super) const QUOTA_WORDS: &str = "\
    补助 补贴 奖补 配套 报销 分担 出资 贴息 自筹 分成 提取 计提 缴存 缴费 首付 资助 分配 承担 分摊 \
    付款 支付";

/// Something bad that somebody may also be there to deal with.
pub(super) const BAD_EVENTS: &str = "\
    故障 投诉 事故 泄露 泄漏 泄密 失密 违规 违法 违纪 违约 流失 中断 宕机 丢失 遗失 缺陷 漏洞 信访 \
    上访 纠纷 争议 伤亡 死亡 犯罪 发案 差评 索赔 失窃 盗窃 安全事件 不良事件 发病 失业 返贫 病死 \
    举报 停机 舞弊 漏损 渗漏 感染 败诉 受害 损失 停水 停电 成灾 脱逃 复吸 拖欠 溺亡";
/// Work that went wrong: nobody counts how much of it was dealt with.
pub(super) const BAD_WORK: &str = "\
    差错 错误 失误 失败 误报 漏报 错报 漏检 误检 逾期 延误 延期 超支 超期 超标 退货 返工 返修 缺勤 \
    拒收 辍学 不合格 不达标 不满意 未完成 未达标 不及时 不规范 不到位 不准确 不完整 未整改 未办结 未就业 未覆盖 \
    变质 损坏 破损 损毁 漏诊 误诊 错保 漏保 霉变 旷课 未按时 未按期 超时 重复发放";
/// What may be done too late or wrongly, and is measured then: 逾期发放率, 超时办结率.
pub(super) const AFTER_BAD_WORK: &str =
    "发放 支付 拨付 兑付 缴纳 归还 办结 办理 完成 开工 竣工 交付 验收 报送 上报 提交 率 比例 数 次数 件数";
/// What may follow something bad and leave it the thing that is measured; longer ones first.
pub(super) const AFTER_BAD: &str = "\
    百分比 比率 比例 占比 比重 率 数量 次数 个数 件数 起数 宗数 例数 人数 总数 天数 人次 总量 数 \
    量 事件 案件 案例 事项 情况 情形 行为 现象 问题 记录 线索 发生 时间 时长 金额 面积 件 次 起 \
    案 度 的 、 及 和 或 与 超限 超员 超载 停车 占道 占地 占用 建设 经营 用地 用工 贷款 还款 行驶 驾驶 捕捞 采砂 排放";
pub(super) const HANDLING: &str = "\
    响应 处理 处置 办结 整改 修复 排除 解决 监控 控制 化解 回复 及时 演练 扫描 检测 排查 查处 受理 \
    接待 调解 调处 办理 核查 调查 追究 救援 救助 打击 拆除 曝光 发现 预警 恢复 修补 更正 纠正 答复 \
    挽回 追回 追讨 审理 仲裁 抢修 抢救 治理 清理 处罚 纠治 接受 接处";
pub(super) const REDUCING: &str =
    "降低 减少 下降 压降 压减 避免 杜绝 防止 预防 防范 防控 减轻 消除 降幅 遏制 未发生 零发生 无发生";
pub(super) const NEGATIONS: &str = "无 零 不 未 非 防 抗 容";

/// More of these is better.
pub(super) const POSITIVE: &str = "\
    合格 优良 优秀 良好 达标 完成 及时 按期 按时 准时 准点 准确 正确 精准 通过 覆盖 到位 满意 运行 \
    运转 完好 保障 响应 接通 知晓 普及 处置 处理 办结 整改 修复 解决 就业 入学 升学 成活 存活 参保 \
    参与 参加 公开 落实 发放 兑付 兑现 拨付 合规 规范 有效 成功 签约 履约 上岗 出勤 在线 在岗 建成 \
    开工 竣工 达成 回收 回复 反馈 受益 认可 好评 支持 配备 持证 巩固 毕业 治愈 康复 接种 建档 筛查 \
    绿化 归档 送达 完整 适配 交付 真实 可用 清运 净化 安装 更新 开放 开通 化解 调解 见效 无害化 \
    破案 侦破 亮灯 结案 结题 免疫 保证率 管理率 综合利用 资源化 随访 管控率 达产 识别 服药 实施 好转 优质 共享 公示";
/// More of these is better also as a part of the whole; 运行维护费占比 is none of them.
pub(super) const POSITIVE_SHARES: &str = "合格 优良 优秀 良好 达标 及时 完成 满意";
/// Stand before 率 or 占比 where the good value lies low, or in between.
pub(super) const NEUTRAL: &str = "\
    结余 结转 负债 控制 空置 闲置 支出 偏差 变更 误差 损耗 离职 报废 重复 缺失 能耗 消耗 涨幅 淘汰 \
    负荷 占用 融资 成本 费用 浪费 含量 浓度 含水 拥堵 感染 患病 隐患 调整 超出 不足 贫困 \
    外采 依存 赤字 空驶 空缺 缺编 杂质 节约 外采购 CPU使用 内存使用 磁盘使用 带宽使用 流动 退出 \
    受害 发生 空载 停电 停机 死淘";
/// By how much something grows.
pub(super) const GROWTH: &str = "增长 提升 提高 上升 下降 降低 节约";
/// Their growth is no good.
pub(super) const COSTLY: &str = "经费 成本 支出 费用 债务 能耗 投资 价格 物价 负担 人员 排放 垃圾";

/// Cannot exceed the whole.
pub(super) const CLOSED: &str = "\
    合格 优良 优秀 达标 到位 通过 覆盖 满意 完好 及时 按期 按时 准时 准确 正确 运行 接通 响应 知晓 \
    公开 处置 处理 办结 整改 就业 入学 成活 普及 发放 兑付 支付 拨付 合规 规范 在线 参保 参与 保障 \
    真实 回收 回复 反馈 受益 持证 验收 有效 成功 投诉 故障 差错 逾期 违规 可用 修复 解决 出勤 治愈 \
    接种 建成 开工 好评 认可 占比 比重";
/// May exceed it; 按期完成率 may not.
pub(super) const OPEN: &str = "增长 完成 负荷 执行 利用 提高 提升 增幅 回报 收益 达成 产销 拨备 备付 使用率 周转 保值";
pub(super) const ON_TIME: &str = "按期 按时 及时 如期 准时";
pub(super) const UPTIME: &str =
    "正常运行率 正常运转率 稳定运行率 安全运行率 可用率 无故障率 无故障运行率 正常使用率 正常率";
pub(super) const CONCEPT_WORDS: &str = "\
    正常运行 正常运转 稳定运行 安全运行 正常使用 可用率 无故障 故障 响应 验收 合格 通过 投诉 满意 按期 \
    按时 及时 如期 准时 完成 发生 事件 正常";
/// Name nothing in particular.
pub(super) const NO_OBJECT: &str = "\
    百分比 比例 次数 数量 件数 率 度 数 程度 总体 整体 项目 任务 工作 服务对象 对象 有效 重大 系统 \
    服务 运维 用户 计划 年度 各项 质量 的";

/// Units of what is counted; 万, 千 and 个 before them are dropped first.
pub(super) const COUNT_UNITS: &str = "\
    个 台 套 次 人 份 条 家 件 项 名 位 户 亩 公顷 平方米 平方公里 平方千米 平米 立方米 立方 方 ㎡ \
    m2 m² 公里 千米 里 米 km KM 公斤 千克 kg 克 吨 升 斤 人次 场 场次 期 班 班次 车次 \
    批 批次 篇 册 本 部 种 类 座 栋 幢 间 处 辆 艘 架 头 只 羽 尾 株 棵 盏 块 张 幅 枚 支 \
    把 根 宗 起 例 例次 科次 门 课时 学时 人天 人日 人月 床 张床 所 村 镇 校 单位 企业 项目 \
    课题 标段 点 站 站点 端口 路 通道 节点 用户 账号 页 拍 叶 字 GB TB G T M 兆 组 对 \
    亩次 座次 学分 副 箱 瓶 包 盒 袋 片 樘 口 眼 孔 井 段 跨 延米 千瓦时 度电 千瓦 兆瓦 标准箱 杆 面 轮 届 \
    社区 街道 小区 基地 平台 系统 团队 平方 单元 职数 名次 案 卷 款 剂次 人份 样本 辆次 架次 艘次 册次 件次 家次 户次 台次 \
    期次 航次 轮次 标箱 顶 桶 节 单 枝 扇 席 具 集 笔 趟 匹 罐 剂";
pub(super) const TIME_UNITS: &str = "工作日 小时 分钟 季度 天 日 月 年 周 秒 时 刻钟 毫秒 年度 学期 h min s ms 自然日";

/// In brackets they say of what, not in what a name counts.
pub(super) const NO_UNITS: &str = "项目 单位 企业 系统 平台 社区 街道 校 村 镇 路 站";
pub(super) const QUANTITIES: &str = "\
    数量 个数 人数 次数 件数 台数 套数 户数 册数 天数 份数 家数 场数 条数 项数 数 人次 场次 班次 批次 \
    里程 面积 课时";
/// End in 数 and count nothing.
pub(super) const NO_QUANTITIES: &str = "指数 系数 分数 级数 基数 倍数 参数 函数 百分数 控制数 约数";
pub(super) const PACES: &str = "速率 速度 时间 时长 周期";
pub(super) const INDICES: &str = "指数 系数 得分 评分 分值 排名 名次 pH值 PH值 等级 分数 比值 倍数 年份 年度";

pub(super) const COST: &str = "成本 单价 造价 节约率 控制数 补助标准";
pub(super) const PUBLIC: &str = "公众 群众 市民 居民 企业 办事 服务对象 补贴 培训";
pub(super) const WORKS: &str = "建设 工程 改造 修缮 大修 维修 装修 扩建 新建 迁建 购置 设备采购 采购项目";
/// Names of a property or a share of nothing in particular; [`CLASSES`] are the other names that say nothing.
pub(super) const GENERIC: &str = "\
    合理性 规范性 及时性 准确性 完整性 有效性 安全性 可靠性 合规性 真实性 稳定性 便捷性 完成时限 完成时间";
/// Generic, but where a project has one object only they may do.
pub(super) const GENERIC_RATES: &str = "完成率 合格率 及时率 达标率 覆盖率 满意度 满意率";

pub(super) const DEGREE: &str = "\
    进一步 有效 基本 比较 较为 较 达到 按照 按 保持 显著 明显 持续 不断 逐步 更加 稳步 大幅 全面 \
    充分 切实 得到 有力 继续 十分 非常 完全 全部 实现 均 已 了 的";
pub(super) const VAGUE: &str = "\
    提升 提高 改善 增强 加强 促进 推动 推进 优化 完善 健全 正常 良好 规定 按要求 按计划 按期 按时 如期 有所 明显 显著 有效 \
    稳定 相关 有关 严格 要求 满足 及时 规范 合理 充分 到位 保障 有序 顺利 逐步 不断 增加 减少 降低 下降 尽快 尽量 持续 \
    熟悉 安全 科学 完好 完整 准确 平稳 落实 维护";
/// Vague when nothing else is said.
pub(super) const VAGUE_ALONE: &str = "高 强 大 好 多 快 低 少 中 能 可 会 完 齐 足 一般 是好的 适中 影响较大";
/// Something that is known without the table: last year, an estimate.
pub(super) const YARDSTICKS: &str = "低于 高于 少于 多于 大于 小于 优于 超 持平 概算 预算 通过";
/// Names that ask who, where or how, and for no measure.
pub(super) const FACT_NAMES: &str = "方式 形式 范围 对象 类型 类别 地点 区域 主体";
pub(super) const GRADES: &str = "优 良 优秀 优良 合格 达标 优等 甲级 A级 A 中等";
pub(super) const SCALES: &str =
    "优良中 优、良 优/良 优,良 优，良 好、较好 好/ 部分达成 达成预期指标 优秀、 优秀/ 高中低 高、中 高/中";
pub(super) const FACTS: &str = "\
    完成 已完成 全部完成 通过 验收通过 通过验收 验收合格 合格 达标 建成 投入使用 上线 上线运行 是 否 \
    免费 有 无 零 全覆盖 全部 不适用 不涉及 无事故 无投诉 未发生 不发生";
pub(super) const PRODUCING: &str = "出台 形成 编制 提交 出具 建立 制定 印发 发布 取得 获得 签订 完成 建成 编印";
pub(super) const DELIVERABLES: &str = "\
    报告 方案 办法 制度 手册 清单 台账 文件 规程 指南 证书 名录 数据库 软件 章程 平台 系统 合同 \
    机制";
pub(super) const PLACEHOLDERS: &str =
    "待定 待填 待补充 待填报 待填写 待确定 待核定 待明确 某某 暂无 未定 暂未确定 未填 空 待补";
pub(super) const COMPARING: &str = "以上 以下 以内 不少于 不低于 不超过 不高于 不大于 不小于 左右 大于 小于 超过 至少";
pub(super) const DATE_WORDS: &str = "\
    按季 按月 按学期 每季 每月 逐月 年底 年末 年内 年度内 年中 年初 当年 季度末 月底 月末 月初 上半年 下半年 跨年 汛期前 \
    春节前 国庆";
/// How often, or for how long.
pub(super) const CYCLES: &str = "全年 每年 每周 每日 每天 每学期 按年 按周 按日 当日 当天 当月 次日 次月";
pub(super) const DEADLINES: &str = "\
    时限 期限 完成时间 完成日期 完工时间 竣工时间 开工时间 交付时间 交货时间 上线时间 提交时间 发放时间 拨付时间 支付时间 到位时间 \
    验收时间 办结时间 结束时间 截止时间 启动时间 投入使用时间 竣工日期 交付日期 工期 完成节点 完成时点 \
    实施时间 举办时间 开展时间 采购时间 建成时间";
/// How long something lasts, not by when it is done.
pub(super) const SPANS_OF_USE: &str =
    "使用期限 质保期限 保修期限 保存期限 保管期限 贷款期限 租赁期限 服务期限 合同期限 有效期限";
pub(super) const CHINESE_DIGITS: &str = "一二三四五六七八九十两百千万半";
pub(super) const AFTER_DIGIT: &str = "次个项份家人台套件级等期天日年月季周场篇处座条户名倍成种类批册";

/// What a measure of complaints names, and what makes it a measure of something else.
pub(super) const COMPLAINTS: &str = "投诉 信访 差评";
pub(super) const APPROVAL: &str = "满意 认可 好评";
/// What is accepted when it is delivered or built.
pub(super) const ACCEPTED: &str = "\
    工程 设备 设施 项目 系统 软件 硬件 货物 采购 施工 材料 建设 维修 改造 装修 信息化 平台 仪器 车辆 器材 器械 装备";
/// Whose passing is an outcome and no quality of what was delivered.
pub(super) const PASSED_BY_OTHERS: &str = "\
    考试 考核 培训 学员 学生 毕业 体检 体质 考生 人员 水质 空气 食品 药品 农产品 抽检 检测 监测 环境 \
    不合格 满意 评审通过";
/// Who does the work of a unit, hired or its own, and what they can.
pub(super) const STAFF: &str = "员 干部 民警 辅警 职工 队伍";
/// Who does the work of a supplier.
pub(super) const SUPPLIERS_STAFF: &str = "\
    服务人员 驻场人员 运维人员 外包人员 安保人员 保洁人员 物业人员 保安 保洁员 辅警 话务人员 话务员 坐席 服务团队 护理人员 窗口人员 \
    维护人员 技术人员 协管员 讲解员 护工 驾驶员";
pub(super) const SKILLS: &str =
    "业务水平 专业水平 业务能力 专业能力 业务素质 专业素质 专业素养 职业素养 技能水平 技术水平 操作水平 技能";
/// To keep them in post is what projects are for.
pub(super) const KEPT: &str = "教师在岗率 医生在岗率";
/// Who trains others, and is not trained.
pub(super) const TEACHERS: &str = "授课 讲师 教官 培训师";
pub(super) const ATTENDANCE: &str = "出勤率 到岗率 在岗率 人员到位率 人员配备率";
/// Who is served, or is what the project is there for: pupils, trainees, people looked after.
pub(super) const SERVED: &str = "\
    学生 学员 幼儿 儿童 村医 毕业生 人才 参训 受训 培训 见习 实习 失业人员 就业人员 残疾 退役 农民 返乡 服刑 矫正 求职 运动员 党员 \
    会员 志愿";
pub(super) const DELIVERED: &str = "设备 物资 货物 家具 软件 硬件 车辆 服装 装备 器材 器械 仪器";
pub(super) const DELIVERIES: &str =
    "到货率 交付率 到位率 购置率 采购率 采购完成率 购置完成率 安装率 购置数量 采购数量 设备数量 设备台数";
pub(super) const PERFORMANCE: &str = "兼容性 响应速率 响应速度 响应时间 响应率";
/// What every unit is held to anyway; the second word is the work that a project may be about.
pub(super) const ROUTINE: &str = "\
    支付及时|清欠;支付率|清欠;资金到位|清欠;预算执行|预算执行;政府采购|政府采购;制度健全|制度;档案|档案";
/// Where money goes to people, paying is the output.
pub(super) const PAID_OUT: &str = "补贴 补助 救助 奖励 工资 发放 抚恤 养老 低保 津贴 奖补 助学 医疗 保险 生活费";

/// Classes of indicators, and properties of nothing in particular.
pub(super) const CLASSES: &str = "\
    产出数量 产出质量 产出时效 产出成本 数量 质量 时效 成本 社会效益 经济效益 生态效益 环境效益 \
    可持续影响 可持续发展 经济成本 社会成本 生态环境成本";
/// A wish begins with one of these.
pub(super) const WISHES: &str = "提升 提高 促进 加强 推动 保障 改善 增强 推进 优化";
/// After 保障 they make a noun of it: 保障对象, 保障性住房.
pub(super) const AFTER_GUARD: &str =
    "人员 人数 人才 车 房 性 对象 措施 机制 水平 标准 能力 范围 任务 服务 体系 制度 金 费";
/// Wishes do not end in what is counted: 促进就业人数, 提升改造面积.
pub(super) const COUNTED: &str = "数量 人数 户数 次数 件数 个数 场次 人次 批次 面积 里程 长度 金额 时间 时限 天数 数";
/// What a measure ends in, also where it names several things: 供水、供电保障率, 古籍丢失、损毁事故.
pub(super) const MEASURES: &str = "\
    率 度 数 量 性 比例 占比 比重 百分比 人次 场次 批次 班次 时间 时限 时长 期限 工期 周期 面积 里程 长度 金额 成本 费用 \
    标准 单价 造价 经费 水平 能力 情况 事故 事件 案件 指数 等级 收入 产值 价格 规模 总额 资金 效果 作用 影响 意识 意愿 覆盖面 \
    投诉 纠纷";
/// What a sentence does.
pub(super) const DOING: &str = "\
    开展 运行 运转 提升 提高 改善 增强 加强 促进 发展 保障 落实 推进 推动 优化 稳定 有序 顺利 完善 维护 保护 满足 确保 \
    实现 解决 打造";

/// Units of one kind count nothing of another; 个 and 台 may count anything.
pub(super) const KINDS_OF_UNITS: &str = "\
    公里 千米 里 米 延米;亩 公顷 平方米 平方公里 平方千米 平米 平方;吨 公斤 千克;次 场 场次 批次 班次 期 课时 班;\
    人 名 位;册 本 册次";

/// Count nothing in running text, or only together with a number before them that is a name: 3点, 12单位.
pub(super) const NO_FIGURES: &str = "里 点 面 字 系统 平台 单位 企业 项目 基地 镇 校 社区 街道 小区 团队";
/// Count something in running text, or belong to a name: 公交12路, 3标段.
pub(super) const NO_PLAIN_FIGURES: &str = "路 段 标段 单 方 村";
/// Begin like a unit and are words; a number before them is that of an item whose mark was lost.
pub(super) const NO_UNIT_WORDS: &str = "\
    根据 组织 处理 支持 支付 台账 名称 所有 本项目 场地 场所 家庭 家具 条件 项目 类别 种植 对接 把握 批准 批复 片区 间接 \
    次要 件套 份额 只要 位于 面向 点位 \
    期工程 期项目 期建设 期改造 期间 期限 期内 期末 期初 部门 部委 部队 部分 部位 口径 口岸 对口 对应 对外 对内 对象 \
    节能 节约 节水 节目 集中 集体 集团 集成 笔试 具有 具体 具备 方面";
/// Follow a count that is a manner of speaking: 3个方面.
pub(super) const RHETORIC: &str =
    "方面 目标 重点 环节 阶段 层次 维度 确保 坚持 统筹 原则 月 工作日 小时 百分点 季度 星期 档 世纪 以上 左右";
/// A clause that cites a rule.
pub(super) const LEGAL: &str = "规定 要求 期限 标准 办法 条例 至少 文件 号) 号文 《 通知";
/// A clause that tells how things stand.
pub(super) const BACKGROUND: &str = "目前 截至 截止 已 原有 历年 累计 曾 上年 去年 以来 全国 全省 下辖 现辖 共辖 辖有 县辖 市辖 镇辖 乡辖 总人口 常住人口 户籍人口";
/// The same, where the clause says nothing that is done with it: 改造现有路灯.
pub(super) const STANDING: &str = "现有 共有 设有 下设 拥有 实有";
/// Parts of the country, of which a figure says how far something reaches.
pub(super) const AREAS: &str = "区 县 市 街 镇 乡 省";
/// Tasks that are plainly named, each with the words that cover it in the name of an indicator.
pub(super) const TASKS: &str = "招聘|招聘 招录 录用 笔试 面试;机房|机房 机柜 服务器 场地;迁移|迁移 数据 移植";
/// Tasks that other indicators may cover.
pub(super) const SOFT_TASKS: &str = "\
    终端|终端 接入;加固|加固 安全 漏洞;培训|培训 参训 学员 授课 课时 班次;宣传|宣传 知晓 报道 发布 推广;审计|审计 报告;\
    体检|体检 检查;演练|演练;绿化|绿化 植树 种植 养护;调研|调研 报告";
/// Nouns that follow the name of a product.
pub(super) const PRODUCTS: &str = "软件 设备 系统 平台 网络 终端 电子签章 签章 证书 接口 模块 数据库";
/// Latin letters that name no product.
pub(super) const NO_PRODUCTS: &str =
    "GDP PM CPI PPP AAAAA AAAA AAA AA II III IV VI VII IT NO COD ISO GB VOC AQI KPI HIV AIDS KM KG";
/// Somebody does something.
pub(super) const TASK_VERBS: &str =
    "完成 开展 购买 购置 建设 实施 组织 举办 推进 推动 升级 改造 采购 编制 解决 强化 加强 整治 修建 新建 搭建";
/// Say nothing about the task.
pub(super) const EMPTY_WORDS: &str = "\
    项目 工作 保障 提高 提升 完成 进行 开展 通过 任务 各项 情况 要求 需求 确保 保证 加强 实现 满足 相关 有关 进一步 顺利 \
    计划 按照 根据 推进 推动 促进 实施 管理 年度 水平 及时 有效 正常 需要 以及 我市 我局 我县 本项 全市 全县 质量 效果 \
    数量 目标 资金 使用";
/// Say of an objective that something is done, and nothing of what for.
pub(super) const NO_ADDITION: &str = "做好 落实 本 单位 内容 如期 按期 圆满 运转 运行 安全 稳定 持续 提供 服务 采购 购买 购置 设备 经费 支持 用于 的 和 与 及 等 以 并 对 各";
/// Of these alone is the name of a project that says no more than that money is spent.
pub(super) const GENERIC_PROJECTS: &str =
    "度 其他 日常 机构 综合 一般 部门 业务 工作 专项 运行 运转 辅助 办公 公用 购置 设备 项目 履职 支出 经费 资金 费";
/// What is put in, beside people who turn up.
pub(super) const INPUTS: &str = "资金到位率 经费到位率 资金投入 投入金额 投入人数 人员投入 资金使用率";
/// Parts of 产出 that a library prints behind a name.
pub(super) const LEVELS: &str = "数量 质量 时效 成本 产出 效益 经济效益 社会效益 生态效益 可持续影响 满意度";
/// About what an indicator is, each with the words by which a project is about it.
pub(super) const SUBJECTS: &str = "\
    工程|工程 修缮 维修 装修 改造 施工 修建;培训|培训 教育 学习 教学 人才;会议|会议 大会 论坛 年会;\
    招聘|招聘 招录 招考";
/// Projects that make something and run nothing.
pub(super) const MAKING: &str = "升级 改造 建设 迁移 购置";
/// A document or an earlier decision of that year, or how things stood in it.
pub(super) const CITING: &str = "根据 依据 按照 《 〔 方案 文件 通知 结转 尾款 余款 欠款 质保金 续签 续建 延续 接续 以来 已 年起 相比 较上年 基础上 同期 截至 截止";
