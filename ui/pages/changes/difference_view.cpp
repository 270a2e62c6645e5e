// SPDX-License-Identifier: Apache-2.0
#include "ui/pages/changes/difference_view.h"

#include "export/wire_body.h"
#include "ui/editor/diff_line.h"
#include "ui/editor/operation_fields.h"
#include "ui/editor/side_line.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/copybutton.h"
#include "ui/widgets/plainlabel.h"

#include <QCoreApplication>
#include <QHBoxLayout>
#include <QVBoxLayout>

namespace symbolon::ui {
namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("DifferenceView", text);
}

DiffLine::Change changeOf(DiffRow::Kind kind)
{
    switch (kind) {
    case DiffRow::Kind::Same:
        return DiffLine::Change::Same;
    case DiffRow::Kind::Removed:
        return DiffLine::Change::Removed;
    case DiffRow::Kind::Added:
        return DiffLine::Change::Added;
    }
    Q_UNREACHABLE();
}

void addSides(QVBoxLayout *layout, const Context &context, const trust::Operation &operation)
{
    layout->addWidget(SideLine::header(context.appearance));
    const QList<trust::FieldChange> changes = trust::fieldChanges(operation);
    for (const trust::FieldChange &change : changes)
        layout->addWidget(new SideLine(context.appearance, fieldTitle(change.field), change.before, change.after));
}

QString planeWords(const trust::Operation &operation)
{
    return operation.identity.kind == trust::IdentityKind::ManagedIdentity ? tr("As Azure Resource Manager returns it")
                                                                           : tr("As Microsoft Graph returns it");
}

void addJson(QVBoxLayout *layout, const Context &context, const trust::Operation &operation)
{
    const exports::WireBodies bodies = exports::wireBodies(operation);
    auto *head = new QWidget;
    auto *words = new PlainLabel(context.appearance, TextStyle::Secondary, Ink::Text2, head);
    words->setValue(operation.belonging ? tr("As it is asked for") : planeWords(operation));
    const bool isAfter = !bodies.after.isEmpty();
    auto *copy = new CopyButton(context.appearance, context.clipboard,
                                isAfter ? tr("the JSON afterwards") : tr("the JSON as it was"), head);
    copy->setValue(isAfter ? bodies.after : bodies.before);
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(metrics::space3, metrics::space1, metrics::space1, metrics::space1);
    row->addWidget(words, 1);
    row->addWidget(copy);
    layout->addWidget(head);
    const auto linesOf = [](const QString &text) -> QStringList {
        return text.isEmpty() ? QStringList() : text.split(QLatin1Char('\n'));
    };
    const QList<DiffRow> rows = changedLines(linesOf(bodies.before), linesOf(bodies.after));
    for (const DiffRow &line : rows) {
        auto *made = new DiffLine(context.appearance, tr("JSON"), changeOf(line.kind), line.text);
        made->setDense();
        if (!line.other.isEmpty())
            made->setMarked(changedRanges(line.text, line.other));
        layout->addWidget(made);
    }
    layout->addSpacing(metrics::space2);
}

} // namespace

void addDifference(QVBoxLayout *layout, const Context &context, DifferenceView view, const trust::Operation &operation)
{
    switch (view) {
    case DifferenceView::Unified:
        return addFieldLines(layout, context.appearance, operation);
    case DifferenceView::SideBySide:
        return addSides(layout, context, operation);
    case DifferenceView::Json:
        return addJson(layout, context, operation);
    }
    Q_UNREACHABLE();
}

} // namespace symbolon::ui
