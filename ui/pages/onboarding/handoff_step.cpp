// SPDX-License-Identifier: Apache-2.0
#include "ui/pages/onboarding/handoff_step.h"

#include "export/handoff.h"
#include "ui/pages/handoff/files_view.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/button.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/plainlabel.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace symbolon::ui {
namespace {

constexpr int leastHeight = 380;
// Stands where the client ID will; no GUID, so that nobody takes it for one.
constexpr QLatin1String clientIdToCome("CLIENT-ID-ONCE-IT-IS-CREATED");

} // namespace

HandoffStep::HandoffStep(Context &context, OnboardingDraft &draft, QWidget *parent)
    : OnboardingStep(context, draft, parent)
    , m_words(new PlainLabel(context.appearance, TextStyle::Body, Ink::Text2, this))
    , m_save(new Button(context.appearance, tr("Save all"), ButtonRole::Secondary, Glyph::Export, this))
{
    const Theme &theme = context.appearance.theme();
    m_words->setWordWrap(true);
    m_save->setVisible(static_cast<bool>(context.askFolder));
    auto *head = new QHBoxLayout;
    head->setSpacing(theme.px(metrics::space3));
    head->addWidget(m_words, 1);
    head->addWidget(m_save, 0, Qt::AlignTop);
    auto *panel = new ui::Panel(context.appearance, this);
    auto *inside = new QVBoxLayout(panel);
    inside->setContentsMargins(1, 1, 1, 1);
    m_files = new FilesView(context, QString(), panel);
    m_files->setMinimumHeight(theme.px(leastHeight));
    inside->addWidget(m_files);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme.px(metrics::space3));
    column->addLayout(head);
    column->addWidget(panel, 1);
    connect(m_save, &QPushButton::clicked, m_files, &FilesView::askAndSave);
    connect(m_files, &FilesView::said, this, &HandoffStep::said);
}

trust::Identity HandoffStep::identity() const
{
    const workspace::Onboarding &wanted = draft().wanted;
    const trust::IdentityKey key = draft().isWritten() ? draft().writtenAs : workspace::identityKeyOf(wanted);
    if (const workspace::IdentityRow *row = context().workspace.identity(key))
        return row->identity;
    return workspace::identityToBe(wanted, context().workspace.tenant().id).identity;
}

void HandoffStep::enter()
{
    trust::Identity identity = this->identity();
    const bool isThere = !identity.clientId.isEmpty();
    if (!isThere)
        identity.clientId = clientIdToCome;
    m_words->setValue(
        isThere ? tr("No secret is in it: the token stays where the platform puts it.")
                : tr("No secret is in it. The client ID is known once the identity is created, in the last step; come "
                     "back then to save the files."));
    m_save->setBlocked(isThere ? QString() : tr("The client ID is not known yet."));
    const auto made = exports::handoff(identity, draft().wanted.credential, context().workspace.catalogue(),
                                       context().workspace.endpoints());
    if (made)
        m_files->setFiles(*made);
    else
        Q_EMIT said(made.error().message);
}

} // namespace symbolon::ui
