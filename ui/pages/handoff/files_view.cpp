// SPDX-License-Identifier: Apache-2.0
#include "ui/pages/handoff/files_view.h"

#include "ui/theme/metrics.h"
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

FilesView::FilesView(Context &context, const QString &words, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
{
    const Appearance &appearance = m_context.appearance;
    const Theme &theme = appearance.theme();
    auto *side = new Plane(appearance, Plane::Tone::Surface, Qt::RightEdge, this);
    side->setFixedWidth(theme.px(listWidth));
    auto *what = new PlainLabel(appearance, TextStyle::Secondary, Ink::Text2, side);
    what->setWordWrap(true);
    what->setValue(words);
    what->setVisible(!words.isEmpty());
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

    auto *head = new Plane(appearance, Plane::Tone::Surface, Qt::BottomEdge, this);
    m_name = new PlainLabel(appearance, TextStyle::BodyMedium, Ink::Text, head);
    m_copy = new CopyButton(appearance, m_context.clipboard, tr("this file"), head);
    auto *headRow = new QHBoxLayout(head);
    headRow->setContentsMargins(theme.px(metrics::space4), theme.px(metrics::space1), theme.px(metrics::space3),
                                theme.px(metrics::space1));
    headRow->addWidget(m_name, 1);
    headRow->addWidget(m_copy);
    m_text = new CodeView(appearance, tr("The chosen file"), this);
    m_text->setObjectName(QStringLiteral("filesText"));
    auto *right = new QVBoxLayout;
    right->setSpacing(0);
    right->addWidget(head);
    right->addWidget(m_text, 1);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(side);
    row->addLayout(right, 1);
    connect(m_list, &QListWidget::currentRowChanged, this, &FilesView::showFile);
}

QString FilesView::text() const
{
    return m_text->toPlainText();
}

void FilesView::setFiles(const exports::Generated &made)
{
    const auto same = [](const exports::GeneratedFile &a, const exports::GeneratedFile &b) {
        return a.name == b.name && a.bytes == b.bytes;
    };
    if (!made.files.isEmpty()
        && std::equal(made.files.cbegin(), made.files.cend(), m_made.files.cbegin(), m_made.files.cend(), same))
        return;
    const QString before = m_list->currentItem() ? m_list->currentItem()->text() : QString();
    m_made = made;
    m_list->clear();
    for (const exports::GeneratedFile &file : std::as_const(m_made.files)) {
        m_list->addItem(file.name);
        if (file.name == before)
            m_list->setCurrentRow(m_list->count() - 1);
    }
    if (m_list->currentRow() < 0)
        m_list->setCurrentRow(0);
    m_notice->setValue(m_made.notices.join(QLatin1Char(' ')));
    m_notice->setVisible(!m_made.notices.isEmpty());
    showFile();
}

void FilesView::showFile()
{
    const int row = m_list->currentRow();
    const bool is = row >= 0 && row < m_made.files.size();
    const QString code = is ? QString::fromUtf8(m_made.files.at(row).bytes) : QString();
    m_name->setValue(is ? m_made.files.at(row).name : QString());
    m_copy->setValue(code);
    m_text->setCode(code,
                    m_name->value().endsWith(QStringLiteral(".txt")) ? CodeView::Kind::Words : CodeView::Kind::Code);
}

void FilesView::askAndSave()
{
    m_context.askFolder(QString(), [guard = QPointer<FilesView>(this)](const QString &folder) {
        if (guard && !folder.isEmpty())
            guard->saveInto(folder);
    });
}

void FilesView::saveInto(const QString &folder)
{
    auto write = [files = m_made.files, folder] { return workspace::writeFiles(files, folder); };
    whenDone(m_context.worker.run(std::move(write)), this,
             [this, count = static_cast<int>(m_made.files.size())](const Result<void> &written) {
                 Q_EMIT said(written ? tr("%n file(s) saved.", nullptr, count)
                                     : tr("Not saved: %1").arg(written.error().message));
             });
}

} // namespace symbolon::ui
