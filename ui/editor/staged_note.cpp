// SPDX-License-Identifier: Apache-2.0
#include "ui/editor/staged_note.h"

#include "ui/editor/operation_fields.h"
#include "ui/editor/preview_pane.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/plane.h"

#include <QVBoxLayout>

namespace symbolon::ui {
namespace {

constexpr int discardAction = 0;
constexpr int compareAction = 1;

} // namespace

StagedNote::StagedNote(const Context &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_banner(new Banner(context.appearance, context.clipboard, this))
    , m_panel(new Panel(context.appearance, this))
    , m_fields(new QVBoxLayout(m_panel))
{
    setObjectName(QStringLiteral("stagedNote"));
    setPlane(this, Plane::Tone::Surface);
    m_banner->setClosable(false);
    m_fields->setContentsMargins(1, 1, 1, 1);
    m_fields->setSpacing(0);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(metrics::pageMargin, metrics::space2, metrics::pageMargin, metrics::space2);
    column->setSpacing(metrics::space2);
    column->addWidget(m_banner);
    column->addWidget(m_panel);
    m_panel->hide();
    connect(m_banner, &Banner::actionTriggered, this, [this](int which) {
        if (which == discardAction)
            Q_EMIT discardAsked();
        else
            showComparison(m_panel->isHidden());
    });
}

void StagedNote::setOperation(const trust::Operation &operation)
{
    m_operation = operation;
    BannerText text;
    text.level = Level::Info;
    switch (operation.kind()) {
    case trust::OperationKind::Create:
        text.title = tr("Staged, not written: the service does not hold this credential yet.");
        break;
    case trust::OperationKind::Update:
        text.title = tr("Staged, not written: the form shows what is staged.");
        text.text = tr("The service still holds what was there before. Saving changes what is staged.");
        break;
    case trust::OperationKind::Delete:
        text.title = tr("Its removal is staged, and not written.");
        text.text = tr("The form shows what the service holds. Staging a change takes the removal's place.");
        break;
    }
    m_banner->setAction(discardAction, tr("Discard what is staged"));
    m_banner->setAction(compareAction,
                        operation.kind() == trust::OperationKind::Update ? tr("Compare with the service") : QString());
    m_banner->say(text);
    showComparison(false);
}

void StagedNote::showComparison(bool shown)
{
    clearLayout(m_fields);
    m_panel->setVisible(shown);
    if (shown)
        addFieldLines(m_fields, m_context.appearance, m_operation);
    if (m_operation.kind() == trust::OperationKind::Update)
        m_banner->setAction(compareAction, shown ? tr("Hide the comparison") : tr("Compare with the service"));
}

} // namespace symbolon::ui
