// SPDX-License-Identifier: Apache-2.0
#include "ui/pages/changes/export_pane.h"

#include "ui/models/staged_changes.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/button.h"
#include "ui/widgets/codeview.h"
#include "ui/widgets/copybutton.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/plaintooltip.h"
#include "ui/widgets/plane.h"
#include "workspace/generated_files.h"

#include <QHBoxLayout>
#include <QPointer>
#include <QTabBar>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

namespace symbolon::ui {
namespace {

using exports::Target;

constexpr std::array targets{Target::Terraform, Target::Bicep, Target::AzCli, Target::Graph, Target::PowerShell};

QString titleOf(Target target)
{
    switch (target) {
    case Target::Terraform:
        return QStringLiteral("Terraform");
    case Target::Bicep:
        return QStringLiteral("Bicep");
    case Target::AzCli:
        return ExportPane::tr("az CLI");
    case Target::Graph:
        return ExportPane::tr("Requests");
    case Target::PowerShell:
        return QStringLiteral("PowerShell");
    }
    Q_UNREACHABLE();
}

} // namespace

ExportPane::ExportPane(const Context &context, StagedChanges &staged, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_staged(staged)
{
    const Appearance &appearance = context.appearance;
    const Theme &theme = appearance.theme();
    auto *head = new Plane(appearance, Plane::Tone::Surface, Qt::TopEdge | Qt::BottomEdge, this);
    m_tabs = new QTabBar(head);
    m_tabs->setAccessibleName(tr("As other tools would do it"));
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    for (const Target target : targets)
        m_tabs->addTab(titleOf(target));
    m_hint = new PlainLabel(appearance, TextStyle::Secondary, Ink::Text2, head);
    m_hint->setValue(tr("nothing is sent by this"));
    m_hint->setElide(Qt::ElideRight);
    m_hintWidth = m_hint->sizeHint().width();
    m_hint->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_copy = new CopyButton(appearance, context.clipboard, tr("this operation"), head);
    m_save = new Button(appearance, tr("Save all"), ButtonRole::Secondary, Glyph::Export, head);
    m_save->setToolTip(plainToolTip(tr("The whole set as files of this tool, into a folder.")));
    m_save->setVisible(static_cast<bool>(context.askFolder));
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(theme.px(metrics::space3), 0, theme.px(metrics::space4), 0);
    row->setSpacing(theme.px(metrics::space2));
    row->addWidget(m_tabs, 0, Qt::AlignBottom);
    row->addWidget(m_hint, 1);
    row->addWidget(m_copy);
    row->addWidget(m_save);
    m_text = new CodeView(appearance, tr("The chosen operation as code"), this);
    m_text->setObjectName(QStringLiteral("exportText"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(head);
    column->addWidget(m_text, 1);
    connect(m_tabs, &QTabBar::currentChanged, this, &ExportPane::refresh);
    connect(&staged, &StagedChanges::changed, this, &ExportPane::refresh);
    connect(m_save, &QPushButton::clicked, this, [this] {
        m_context.askFolder(QString(), [guard = QPointer<ExportPane>(this)](const QString &folder) {
            if (guard && !folder.isEmpty())
                guard->saveInto(folder);
        });
    });
}

Target ExportPane::target() const
{
    return targets.at(static_cast<std::size_t>(std::max(0, m_tabs->currentIndex())));
}

void ExportPane::setTarget(Target target)
{
    const auto *const found = std::find(targets.cbegin(), targets.cend(), target);
    m_tabs->setCurrentIndex(static_cast<int>(found - targets.cbegin()));
}

void ExportPane::setOperation(const QUuid &operation)
{
    if (operation == m_operation)
        return;
    m_operation = operation;
    refresh();
}

QString ExportPane::text() const
{
    return m_text->toPlainText();
}

// The hint stands there whole or not at all.
void ExportPane::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    const int taken = m_tabs->sizeHint().width() + m_copy->sizeHint().width() + m_save->sizeHint().width();
    const int between = m_context.appearance.theme().px(metrics::space3 + metrics::space4 + 3 * metrics::space2);
    m_hint->setValue(taken + between + m_hintWidth <= width() ? tr("nothing is sent by this") : QString());
}

void ExportPane::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    refresh();
}

void ExportPane::refresh()
{
    if (!isVisible())
        return;
    const int asked = ++m_asked;
    const trust::ChangeSet set = m_staged.set();
    const auto found = std::find_if(set.operations.cbegin(), set.operations.cend(),
                                    [this](const trust::Operation &one) { return one.id == m_operation; });
    m_save->setBlocked(set.operations.isEmpty() ? tr("Nothing is staged.") : QString());
    if (found == set.operations.cend())
        return show(QString());
    auto work = [set, target = target(), index = std::distance(set.operations.cbegin(), found),
                 endpoints = m_context.workspace.endpoints()] {
        return Result<QString>(exports::preview(target, set, index, endpoints));
    };
    whenDone(m_context.worker.run(std::move(work)), this, [this, asked](const Result<QString> &code) {
        if (asked == m_asked)
            show(code.value_or(QString()));
    });
}

void ExportPane::show(const QString &code)
{
    m_copy->setValue(code);
    m_copy->setEnabled(!code.isEmpty());
    m_text->setCode(code);
}

void ExportPane::saveInto(const QString &folder)
{
    auto work = [set = m_staged.set(), target = target(), endpoints = m_context.workspace.endpoints(),
                 folder]() -> Result<exports::Generated> {
        exports::Generated made = exports::generate(target, set, endpoints);
        if (const auto written = workspace::writeFiles(made.files, folder); !written)
            return failure(written.error());
        return made;
    };
    whenDone(m_context.worker.run(std::move(work)), this, [this](const Result<exports::Generated> &made) {
        if (!made) {
            Q_EMIT said(tr("Not saved: %1").arg(made.error().message));
            return;
        }
        const QString saved = tr("%n file(s) saved.", nullptr, static_cast<int>(made->files.size()));
        Q_EMIT said(
            made->notices.isEmpty()
                ? saved
                : tr("%1 What the tool cannot express is said in them: %2").arg(saved, made->notices.constFirst()));
    });
}

} // namespace symbolon::ui
