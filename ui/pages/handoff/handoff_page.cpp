// SPDX-License-Identifier: Apache-2.0
#include "ui/pages/handoff/handoff_page.h"

#include "export/handoff.h"
#include "ui/pages/handoff/files_view.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/button.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/plane.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace symbolon::ui {
HandoffPage::HandoffPage(Context &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
{
    setObjectName(QStringLiteral("handoffPage"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(buildHeader());
    m_files = new FilesView(
        context, tr("For whoever owns the workload. No secret is in it: the token stays where the platform puts it."),
        this);
    layout->addWidget(m_files, 1);
    connect(m_files, &FilesView::said, this, &HandoffPage::said);
    connect(&context.workspace, &workspace::Workspace::credentialsChanged, this, &HandoffPage::refresh);
}

QWidget *HandoffPage::buildHeader()
{
    const Appearance &appearance = m_context.appearance;
    const Theme &theme = appearance.theme();
    auto *header = new Plane(appearance, Plane::Tone::Page, Qt::BottomEdge, this);
    auto *back = new IconButton(appearance, Glyph::ChevronLeft, tr("Back"), header);
    auto *title = new PlainLabel(appearance, TextStyle::PageTitle, Ink::Text, header);
    title->setValue(tr("Hand-off"));
    m_path = new PlainLabel(appearance, TextStyle::Body, Ink::Text2, header);
    m_path->setElide(Qt::ElideMiddle);
    m_save = new Button(appearance, tr("Save all"), ButtonRole::Primary, Glyph::Export, header);
    m_save->setVisible(static_cast<bool>(m_context.askFolder));
    auto *row = new QHBoxLayout(header);
    row->setContentsMargins(theme.px(metrics::space3), theme.px(metrics::space2), theme.px(metrics::pageMargin),
                            theme.px(metrics::space2));
    row->setSpacing(theme.px(metrics::space2));
    row->addWidget(back);
    row->addWidget(title);
    row->addWidget(m_path, 1);
    row->addWidget(m_save);
    connect(back, &QToolButton::clicked, this, &HandoffPage::closed);
    connect(m_save, &QPushButton::clicked, this, [this] { m_files->askAndSave(); });
    return header;
}

void HandoffPage::setCredential(const workspace::CredentialKey &key)
{
    m_key = key;
    refresh();
}

QString HandoffPage::text() const
{
    return m_files->text();
}

QListWidget *HandoffPage::files() const
{
    return m_files->list();
}

void HandoffPage::saveInto(const QString &folder)
{
    m_files->saveInto(folder);
}

// Milliseconds: a dozen short templates.
void HandoffPage::refresh()
{
    const workspace::CredentialRow *row = m_context.workspace.credential(m_key);
    const workspace::IdentityRow *identity = m_context.workspace.identity(m_key.identity);
    if (!row || !identity)
        return;
    m_path->setValue(tr("how to sign in to %1 with %2").arg(row->identityName(), row->credential->name));
    const auto made = exports::handoff(identity->identity, *row->credential, m_context.workspace.catalogue(),
                                       m_context.workspace.endpoints());
    if (!made) {
        Q_EMIT said(made.error().message);
        return;
    }
    m_files->setFiles(*made);
}

} // namespace symbolon::ui
