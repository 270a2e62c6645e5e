// SPDX-License-Identifier: Apache-2.0
#include "ui/editor/snippets_pane.h"

#include "export/handoff.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/codeview.h"
#include "ui/widgets/copybutton.h"
#include "ui/widgets/plane.h"

#include <QHBoxLayout>
#include <QTabBar>
#include <QVBoxLayout>

#include <array>
#include <chrono>

namespace symbolon::ui {
namespace {

using exports::Target;

constexpr std::chrono::milliseconds typingPause{150};
constexpr int handoffTab = 0;
constexpr std::array targets{Target::AzCli, Target::Graph, Target::Terraform}; // the tabs after it

} // namespace

SnippetsPane::SnippetsPane(const Context &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
{
    const Appearance &appearance = context.appearance;
    const Theme &theme = appearance.theme();
    auto *head = new Plane(appearance, Plane::Tone::Surface, Qt::TopEdge | Qt::BottomEdge, this);
    m_tabs = new QTabBar(head);
    m_tabs->setObjectName(QStringLiteral("snippetTabs"));
    m_tabs->setAccessibleName(tr("What the workload needs, and this write in other tools"));
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    m_tabs->setUsesScrollButtons(false);
    m_tabs->setElideMode(Qt::ElideRight);
    m_tabs->addTab(tr("Hand-off"));
    // Short, for they stand side by side in the narrowest window, too.
    m_tabs->setTabToolTip(m_tabs->addTab(QStringLiteral("az")), tr("The same by az CLI"));
    m_tabs->setTabToolTip(m_tabs->addTab(QStringLiteral("HTTP")), tr("The same as requests"));
    m_tabs->addTab(QStringLiteral("Terraform"));
    m_copy = new CopyButton(appearance, context.clipboard, tr("this text"), head);
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(theme.px(metrics::space2), 0, theme.px(metrics::space2), 0);
    row->setSpacing(0);
    row->addWidget(m_tabs, 1, Qt::AlignBottom);
    row->addWidget(m_copy);
    m_text = new CodeView(appearance, tr("As text"), this);
    m_text->setObjectName(QStringLiteral("snippet"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(head);
    column->addWidget(m_text, 1);
    m_soon.setSingleShot(true);
    m_soon.setInterval(typingPause);
    connect(&m_soon, &QTimer::timeout, this, &SnippetsPane::make);
    connect(m_tabs, &QTabBar::currentChanged, this, &SnippetsPane::make);
}

QString SnippetsPane::text() const
{
    return m_text->toPlainText();
}

void SnippetsPane::show(const CredentialForm &form)
{
    m_identity = form.target().identity.identity;
    m_operation = form.operation();
    // Of one that is only looked at: as it is.
    if (!m_operation && form.target().editing) {
        trust::Operation same;
        same.identity = m_identity.key;
        same.identityName = m_identity.displayName;
        same.after = form.target().editing;
        m_operation = same;
    }
    m_isWhole = form.errorCount() == 0 && m_operation && m_operation->after;
    m_soon.start();
}

void SnippetsPane::make()
{
    const int asked = ++m_asked;
    if (!m_isWhole)
        return setCode(QString(), tr("# Fill in the form to see it."));
    const int tab = m_tabs->currentIndex();
    auto work = [tab, identity = m_identity, operation = *m_operation, catalogue = m_context.workspace.catalogue(),
                 set = m_context.workspace.newChangeSet(),
                 endpoints = m_context.workspace.endpoints()]() mutable -> Result<exports::GeneratedFile> {
        if (tab == handoffTab) {
            const auto made = exports::handoff(identity, *operation.after, catalogue, endpoints);
            if (!made)
                return failure(made.error());
            // The values come first, then what is the platform's own.
            return made->files.value(made->files.size() > 1 ? 1 : 0);
        }
        set.operations.append(operation);
        const Target target = targets.at(static_cast<std::size_t>(tab - 1));
        return exports::GeneratedFile{QString(), exports::preview(target, set, 0, endpoints).toUtf8()};
    };
    whenDone(m_context.worker.run(std::move(work)), this,
             [this, asked](const Result<exports::GeneratedFile> &made) { take(made, asked); });
}

void SnippetsPane::take(const Result<exports::GeneratedFile> &made, int asked)
{
    if (asked != m_asked)
        return;
    if (!made)
        return setCode(QString(), oneLine(made.error()));
    setCode(QString::fromUtf8(made->bytes), QString());
}

// `instead` stands where there is nothing to copy.
void SnippetsPane::setCode(const QString &code, const QString &instead)
{
    m_copy->setValue(code);
    m_copy->setEnabled(!code.isEmpty());
    m_text->setCode(code.isEmpty() ? instead : code);
}

} // namespace symbolon::ui
