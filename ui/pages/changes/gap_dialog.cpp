// SPDX-License-Identifier: Apache-2.0
#include "ui/pages/changes/gap_dialog.h"

#include "base/shown.h"
#include "ui/editor/operation_fields.h"
#include "ui/models/staged_changes.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/button.h"
#include "ui/widgets/plainlabel.h"

#include <QHBoxLayout>
#include <QListWidget>
#include <QSignalBlocker>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

namespace symbolon::ui {
namespace {

constexpr int leastWidth = 640;
constexpr int leastHeight = 380;
constexpr int operationRole = Qt::UserRole + 1;

// Room above and below the lines of an item.
class RoomyDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        return QStyledItemDelegate::sizeHint(option, index) + QSize(0, 2 * metrics::space2);
    }
};

} // namespace

GapDialog::GapDialog(Context &context, StagedChanges &staged, QWidget *parent)
    : QDialog(parent)
    , m_staged(staged)
    , m_list(new QListWidget(this))
    , m_left(new PlainLabel(context.appearance, TextStyle::Secondary, Ink::Text2, this))
    , m_apply(new Button(context.appearance, tr("Apply"), ButtonRole::Primary, Glyph::Check, this))
{
    setObjectName(QStringLiteral("gapDialog"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Gaps in service"));
    const Appearance &appearance = context.appearance;
    const Theme &theme = appearance.theme();
    setMinimumSize(theme.px(leastWidth), theme.px(leastHeight));
    auto *title = new PlainLabel(appearance, TextStyle::Section, Ink::Text, this);
    title->setValue(tr("These removals go first. Until what follows is written, sign-ins fail."));
    title->setWordWrap(true);
    auto *words = new PlainLabel(appearance, TextStyle::Body, Ink::Text2, this);
    words->setWordWrap(true);
    words->setValue(tr("Tick each one whose gap you accept. What you accept here is saved in no file."));
    m_list->setObjectName(QStringLiteral("gapList"));
    m_list->setAccessibleName(tr("Removals that leave a gap in service"));
    m_list->setWordWrap(true);
    m_list->setResizeMode(QListView::Adjust);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff); // lines are wrapped
    m_list->setItemDelegate(new RoomyDelegate(m_list));
    m_apply->setObjectName(QStringLiteral("applyWithGaps"));
    auto *cancel = new Button(appearance, tr("Not now"), ButtonRole::Secondary, Glyph::None, this);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(theme.px(metrics::space2));
    buttons->addWidget(m_left, 1);
    buttons->addWidget(cancel);
    buttons->addWidget(m_apply);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(theme.px(metrics::space6), theme.px(metrics::space4), theme.px(metrics::space6),
                               theme.px(metrics::space4));
    column->setSpacing(theme.px(metrics::space3));
    column->addWidget(title);
    column->addWidget(words);
    column->addWidget(m_list, 1);
    column->addLayout(buttons);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_apply, &QPushButton::clicked, this, [this] {
        accept();
        m_staged.apply();
    });
    connect(m_list, &QListWidget::itemChanged, this, [this](const QListWidgetItem *item) {
        m_staged.acceptGap(item->data(operationRole).toUuid(), item->checkState() == Qt::Checked);
    });
    connect(&staged, &StagedChanges::gapsChanged, this, &GapDialog::refresh);
    connect(&staged, &StagedChanges::changed, this, [this] {
        fill();
        refresh();
    });
    fill();
    refresh();
    m_list->setFocus();
}

void GapDialog::fill()
{
    const QSignalBlocker blocker(m_list);
    m_list->clear();
    for (const QUuid &gap : m_staged.gaps()) {
        const trust::Operation *operation = m_staged.operation(gap);
        const trust::OrderNote *note = m_staged.note(gap);
        if (!operation || !note)
            continue;
        const QString text = tr("%1 %2 on %3. %4")
                                 .arg(verbOf(*operation), objectOf(*operation), shown(operation->identityName),
                                      trust::orderText(*note, m_staged.set()));
        auto *item = new QListWidgetItem(text, m_list); // the list's
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
        item->setCheckState(m_staged.isGapAccepted(gap) ? Qt::Checked : Qt::Unchecked);
        item->setData(operationRole, gap);
    }
    m_list->setCurrentRow(0);
}

void GapDialog::refresh()
{
    const int open = m_staged.openGaps();
    m_left->setValue(open > 0 ? tr("%n to be ticked", nullptr, open) : tr("Each is accepted."));
    m_apply->setText(tr("Apply %1").arg(m_staged.waiting()));
    m_apply->setBlocked(open > 0                      ? tr("Tick each gap that you accept first.")
                            : m_staged.isApplying()   ? tr("Changes are being written.")
                            : m_staged.waiting() == 0 ? tr("Nothing waits to be written.")
                                                      : QString());
}

} // namespace symbolon::ui
