// SPDX-License-Identifier: Apache-2.0
#include "ui/pages/handoff/handoff_page.h"

#include "export/handoff.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/button.h"
#include "ui/widgets/codeview.h"
#include "ui/widgets/copybutton.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/plane.h"
#include "workspace/generated_files.h"

#include <QHBoxLayout>
#include <QListWidget>
#include <QPointer>
#include <QVBoxLayout>

#include <algorithm>

namespace symbolon::ui {
namespace {

constexpr int listWidth = 232;

} // namespace

HandoffPage::HandoffPage(Context &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
{
    setObjectName(QStringLiteral("handoffPage"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(buildHeader());
    layout->addWidget(buildBody(), 1);
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
    connect(m_save, &QPushButton::clicked, this, [this] {
        m_context.askFolder(QString(), [guard = QPointer<HandoffPage>(this)](const QString &folder) {
            if (guard && !folder.isEmpty())
                guard->saveInto(folder);
        });
    });
    return header;
}

QWidget *HandoffPage::buildBody()
{
    const Appearance &appearance = m_context.appearance;
    const Theme &theme = appearance.theme();
    auto *body = new QWidget(this);
    auto *side = new Plane(appearance, Plane::Tone::Surface, Qt::RightEdge, body);
    side->setFixedWidth(theme.px(listWidth));
    auto *what = new PlainLabel(appearance, TextStyle::Secondary, Ink::Text2, side);
    what->setWordWrap(true);
    what->setValue(
        tr("For whoever owns the workload. No secret is in it: the token stays where the platform puts it."));
    m_list = new QListWidget(side);
    m_list->setAccessibleName(tr("Files"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setTextElideMode(Qt::ElideMiddle);
    setPlane(m_list->viewport(), Plane::Tone::Surface);
    m_notice = new PlainLabel(appearance, TextStyle::Secondary, Ink::Medium, side);
    m_notice->setWordWrap(true);
    auto *column = new QVBoxLayout(side);
    column->setContentsMargins(theme.px(metrics::space4), theme.px(metrics::space3), theme.px(metrics::space3),
                               theme.px(metrics::space4));
    column->setSpacing(theme.px(metrics::space3));
    column->addWidget(what);
    column->addWidget(m_list, 1);
    column->addWidget(m_notice);

    auto *head = new Plane(appearance, Plane::Tone::Surface, Qt::BottomEdge, body);
    m_name = new PlainLabel(appearance, TextStyle::BodyMedium, Ink::Text, head);
    m_copy = new CopyButton(appearance, m_context.clipboard, tr("this file"), head);
    auto *headRow = new QHBoxLayout(head);
    headRow->setContentsMargins(theme.px(metrics::space4), theme.px(metrics::space1), theme.px(metrics::space3),
                                theme.px(metrics::space1));
    headRow->addWidget(m_name, 1);
    headRow->addWidget(m_copy);
    m_text = new CodeView(appearance, tr("The chosen file"), body);
    m_text->setObjectName(QStringLiteral("handoffText"));
    auto *right = new QVBoxLayout;
    right->setSpacing(0);
    right->addWidget(head);
    right->addWidget(m_text, 1);
    auto *row = new QHBoxLayout(body);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(side);
    row->addLayout(right, 1);
    connect(m_list, &QListWidget::currentRowChanged, this, &HandoffPage::showFile);
    return body;
}

void HandoffPage::setCredential(const workspace::CredentialKey &key)
{
    m_key = key;
    m_made = {};
    refresh();
}

QString HandoffPage::text() const
{
    return m_text->toPlainText();
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
    const bool same = std::equal(made->files.cbegin(), made->files.cend(), m_made.files.cbegin(), m_made.files.cend(),
                                 [](const auto &a, const auto &b) { return a.name == b.name && a.bytes == b.bytes; });
    if (same && !m_made.files.isEmpty())
        return;
    m_made = *made;
    m_list->clear();
    for (const exports::GeneratedFile &file : std::as_const(m_made.files))
        m_list->addItem(file.name);
    m_list->setCurrentRow(0);
    m_notice->setValue(m_made.notices.join(QLatin1Char(' ')));
    m_notice->setVisible(!m_made.notices.isEmpty());
    showFile();
}

void HandoffPage::showFile()
{
    const int row = m_list->currentRow();
    const bool is = row >= 0 && row < m_made.files.size();
    const QString code = is ? QString::fromUtf8(m_made.files.at(row).bytes) : QString();
    m_name->setValue(is ? m_made.files.at(row).name : QString());
    m_copy->setValue(code);
    m_text->setCode(code);
}

void HandoffPage::saveInto(const QString &folder)
{
    auto write = [files = m_made.files, folder] { return workspace::writeFiles(files, folder); };
    whenDone(m_context.worker.run(std::move(write)), this,
             [this, count = static_cast<int>(m_made.files.size())](const Result<void> &written) {
                 Q_EMIT said(written ? tr("%n file(s) saved.", nullptr, count)
                                     : tr("Not saved: %1").arg(written.error().message));
             });
}

} // namespace symbolon::ui
