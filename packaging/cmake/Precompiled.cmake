# SPDX-License-Identifier: Apache-2.0
# Headers that nearly every source file reads, compiled once: half the time of a small file. The rooms share what base
# compiles, and whoever shows something shares what ui compiles. clang's analysers work without (preset tidy), so a
# missing include is still found.
option(SYMBOLON_PCH "Precompile the headers of the standard library and of Qt" OFF)

set(SYMBOLON_PCH_base
    <algorithm> <chrono> <functional> <memory> <optional> <stop_token> <string> <utility> <vector>
    <QCoreApplication> <QDateTime> <QFutureWatcher> <QHash> <QList> <QLoggingCategory> <QMap> <QObject> <QPromise>
    <QRegularExpression> <QSet> <QString> <QStringList> <QTimer> <QUrl> <tl/expected.hpp>)
set(SYMBOLON_PCH_ui ${SYMBOLON_PCH_base}
    <QAbstractButton> <QAbstractItemModel> <QApplication> <QBoxLayout> <QHeaderView> <QImage> <QLabel> <QLineEdit> <QMenu>
    <QPainter> <QPainterPath> <QPushButton> <QScrollArea> <QSplitter> <QStyle> <QStyleOption> <QTableView> <QToolTip>
    <QWidget>)

# symbolon_precompile(TARGET OWNER): the target reads what the room OWNER (base or ui) compiles.
function(symbolon_precompile target owner)
    if(NOT SYMBOLON_PCH)
        return()
    endif()
    if(target STREQUAL "symbolon_${owner}")
        target_precompile_headers(${target} PRIVATE ${SYMBOLON_PCH_${owner}})
    else()
        target_precompile_headers(${target} REUSE_FROM symbolon_${owner})
    endif()
endfunction()
